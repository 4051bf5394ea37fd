"""What every part of a config has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Keys(BaseModel):
    """Frozen, with no key that it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True, defer_build=True
    )

    def variables_at(self, place: str) -> dict[str, str]:
        """The environment variables that its own keys name, by those keys; `place` is where the part stands."""
        named = {key: getattr(self, key) for key in type(self).model_fields if key.endswith("_env")}
        return {f"{place}.{key}": variable for key, variable in named.items() if variable}
