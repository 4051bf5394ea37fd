"""Stories without a model: a press review. One report's opening is shown, credited and word for word."""
