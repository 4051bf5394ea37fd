// The preview page. Everything printed comes from /state and is set as text, never as markup.
"use strict";

const $ = (id) => document.getElementById(id);
const chosen = { audience: "0", day: "", template: "", view: "email", width: "desktop", look: "light", images: "on" };
const CONTENT = ["audience", "day", "template"]; // what the server needs to know
const SHOWN = ["view", "width", "look", "images"];
const WIDTHS = { phone: 375, tablet: 768, desktop: 1000 };

let state = null; // as /state gave it last without an error
let asked = 0; // requests so far: a late answer is dropped
let loading = false;
let changes = null; // the server's word that a file changed
let latest = ""; // the files' stamp as it said last
let told = ""; // the stamp of the answer that is shown
let held = false; // a click holds the passage that is shown
let shown = -1; // which row of the evidence

// --- asking the server -----------------------------------------------------------------------------------

const query = (names, more = {}) => new URLSearchParams({ ...Object.fromEntries(names.map((n) => [n, chosen[n]])), ...more }).toString();

async function load() {
  const number = ++asked, content = query(CONTENT);
  say("Setting …");
  loading = true;
  let answer;
  try {
    const response = await fetch(`/state?${query(CONTENT)}`);
    if (!response.ok) throw new Error(`the server answered ${response.status}; its terminal says more`);
    answer = await response.json();
  } catch (error) {
    if (number !== asked) return;
    loading = false;
    say(`No answer: ${error.message}`);
    return;
  }
  if (number !== asked) return;
  loading = false;
  told = answer.stamp;
  menus(answer.menu);
  $("error").hidden = !answer.error;
  $("waiting").hidden = Boolean(answer.error);
  $("error-before").hidden = !state;
  $("error-text").textContent = answer.error;
  if (answer.error) {
    say("Waiting for the next save");
  } else {
    state = { ...answer, content };
    print();
    empty(false);
    say(`Set in ${state.seconds} s at ${new Date().toLocaleTimeString("en-GB")}`);
  }
  follow();
}

// A save while an answer was on its way counts too.
function follow() {
  if (!loading && latest && latest !== told) load();
}

function empty(yes) {
  if (yes) {
    state = null;
    $("slot").textContent = "";
  }
  document.body.classList.toggle("empty", yes);
  $("copy").disabled = $("ask-proof").disabled = yes;
  if (!yes) fit();
}

function watch() {
  changes?.close();
  latest = "";
  changes = new EventSource(`/changes?${query(CONTENT)}`);
  changes.onmessage = (event) => {
    latest = event.data;
    follow();
  };
  changes.onerror = () => say("Not connected: is digest preview --serve still running?");
}

async function post(path, more) {
  const choice = Object.fromEntries(CONTENT.map((name) => [name, chosen[name]]));
  const response = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...choice, ...more }),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

// --- printing --------------------------------------------------------------------------------------------

const say = (text) => { $("status").textContent = text; };

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

function link(text, url) {
  if (!/^https?:/.test(url)) return element("span", text);
  const made = element("a", text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function menus(menu) {
  options("audience", menu.audiences.map((name, number) => [String(number), name]));
  options("day", menu.days);
  options("template", menu.templates.map((name) => [name, name]));
  $("audience-label").hidden = menu.audiences.length < 2;
  $("day-label").hidden = menu.days.length < 2;
}

function options(id, pairs) {
  const select = $(id);
  const same = pairs.length === select.options.length && pairs.every(([value], n) => select.options[n].value === value);
  if (!same) select.replaceChildren(...pairs.map(([value, label]) => new Option(label, value)));
}

function print() {
  document.title = `${state.subject} · ${state.newsletter}`;
  for (const id of ["newsletter", "sender", "subject", "preheader"]) $(id).textContent = state[id];
  $("slot").textContent = `${state.slot} ${state.zone}`;
  $("template").value = state.template;
  $("day").value = state.day;
  $("audience").value = chosen.audience;
  $("readers").textContent = [state.readers, ...state.notes].join(" · ");
  $("readers").classList.toggle("wrong", !/^\d+ reader/.test(state.readers));
  size();
  ledger();
  findings();
  dropped();
  ranking();
  view();
}

function size() {
  const { advised, clipped } = state.lines;
  const bytes = state.size.html, scale = clipped * 1.15, kb = (n) => Math.round(n / 1000);
  const meter = $("size");
  meter.setAttribute("aria-valuenow", kb(bytes));
  meter.setAttribute("aria-valuemax", kb(scale));
  meter.setAttribute("aria-valuetext", `${kb(bytes)} KB`);
  meter.dataset.state = bytes > clipped ? "clipped" : bytes > advised ? "large" : "fine";
  $("size-text").textContent = `${kb(bytes)} KB`;
  $("size-fill").style.width = `${Math.min(100, (100 * bytes) / scale)}%`;
  $("line-advised").style.left = `${(100 * advised) / scale}%`;
  $("line-clipped").style.left = `${(100 * clipped) / scale}%`;
  $("size-lines").textContent = bytes > clipped ? `Gmail clips at ${kb(clipped)} KB` : `aim below ${kb(advised)} KB, Gmail clips at ${kb(clipped)} KB`;
}

function count(tab, number, wrong) {
  const badge = element("b", String(number), wrong ? "wrong" : "");
  $(tab).replaceChildren(document.createTextNode(`${$(tab).firstChild.textContent.trim()} `), badge);
}

function row(label, text, act, name = "") {
  const button = element("button", "", `row ${name}`);
  button.type = "button";
  button.append(element("small", label), element("span", text, "said"));
  button.addEventListener("click", act);
  return button;
}

function ledger() {
  const heds = Object.fromEntries(state.stories.map((story) => [story.id, story.hed]));
  const rows = [];
  let story = "";
  state.evidence.forEach((found, number) => {
    if (found.story !== story) rows.push(item(element("h3", heds[(story = found.story)])));
    const quoted = found.part === "quote" || found.part === "quotation";
    const label = [state.items[found.item].outlet, found.verdict === "own words" ? `${found.verdict}, support ${found.score}` : found.verdict, { why: "why it matters", news: "what is new", next: "what is next", quote: "set apart" }[found.part]];
    const button = row(label.filter(Boolean).join(" · "), quoted ? `“${found.text}”` : found.text, () => { hold(number); seek(number); }, found.part === "quotation" ? "inner" : "");
    button.dataset.row = number;
    rows.push(item(button));
  });
  $("ledger").replaceChildren(...rows);
  count("tab-evidence", state.evidence.length);
  release();
}

function item(...children) {
  const made = element("li");
  made.append(...children);
  return made;
}

function findings() {
  const made = state.findings.map((found) => {
    const label = found.kind + (found.blocks ? " · blocks the sending" : "") + (found.place.view ? "" : " · no place in the issue");
    return row(label, found.detail, () => jump(found.place), found.blocks ? "blocks" : "");
  });
  $("findings").replaceChildren(...(made.length ? made : [element("p", "Nothing was found: the issue may go out.", "quiet")]));
  count("tab-findings", state.findings.length, state.findings.some((found) => found.blocks));
}

function dropped() {
  const reasons = Map.groupBy ? Map.groupBy(state.dropped, (one) => one.reason) : grouped(state.dropped);
  const made = [];
  for (const [reason, items] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    const head = element("h3", reason);
    head.append(element("span", String(items.length), "quiet"));
    made.push(head);
    for (const one of items) {
      const line = element("p", "", "left");
      line.append(link(one.title, one.url), element("small", `${[one.outlet, one.detail].filter(Boolean).join(" · ")}`));
      made.push(line);
    }
  }
  $("dropped").replaceChildren(...(made.length ? made : [element("p", "Everything that was read is in.", "quiet")]));
  count("tab-dropped", state.dropped.length);
}

function grouped(items) {
  const groups = new Map();
  for (const one of items) groups.set(one.reason, [...(groups.get(one.reason) ?? []), one]);
  return groups;
}

function ranking() {
  const ranked = [...state.stories].sort((a, b) => b.score - a.score);
  const made = ranked.map((story, number) => {
    const button = row(`${number + 1} · ${story.topic} · ${story.status} · ${story.writer}`, story.hed, () => jump({ view: "email", words: story.hed }));
    const parts = Object.entries(story.components).filter(([, value]) => value).map(([name, value]) => `${name} ${value}`).join(" + ");
    button.append(element("small", story.outlets.join(", ")), element("span", `${story.score} = ${parts}`, "scores"));
    return button;
  });
  $("stories").replaceChildren(...(made.length ? made : [element("p", "No story is told.", "quiet")]));
  count("tab-stories", state.stories.length);
}

// --- the views -------------------------------------------------------------------------------------------

function view() {
  const email = chosen.view === "email";
  fit();
  $("sheet").hidden = $("envelope").hidden = !email;
  $("lines").hidden = email;
  for (const group of document.querySelectorAll(".email-only")) group.disabled = !email;
  if (!state) return;
  if (email) {
    const address = `/issue?${state.content}&${query(["look", "images"], { stamp: state.stamp })}`;
    if ($("issue").getAttribute("src") !== address) $("issue").src = address;
  } else {
    $("lines").dataset.kind = chosen.view;
    $("lines").replaceChildren(...state.sources[chosen.view].split(/\r?\n/).map((line) => element("li", line)));
  }
}

// The email keeps its width, so that it is laid out as on that screen; where there is less room it is drawn smaller.
function fit() {
  const frame = $("issue"), width = WIDTHS[chosen.width], box = getComputedStyle($("scroller"));
  const room = $("scroller").clientWidth - parseFloat(box.paddingLeft) - parseFloat(box.paddingRight) - 2;
  if (room <= 0) return;
  const scale = Math.min(1, room / width), height = mail()?.documentElement?.getBoundingClientRect().height || 600;
  frame.style.width = `${width}px`;
  frame.style.height = `${Math.ceil(height)}px`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  $("sheet").style.width = `${width * scale + 2}px`;
  $("sheet").style.height = `${Math.ceil(height * scale) + 2}px`;
  $("scale").textContent = scale < 0.995 ? `at ${Math.round(100 * scale)} %` : "";
}

const mail = () => $("issue").contentDocument;

function settled() {
  const body = mail()?.documentElement;
  if (!body || !$("issue").getAttribute("src")) return;
  new ResizeObserver(fit).observe(body);
  fit();
  const rowAt = (event) => Number(event.target.closest?.("[data-evidence]")?.dataset.evidence ?? -1);
  mail().addEventListener("mouseover", (event) => { if (!held && rowAt(event) >= 0) show(rowAt(event)); });
  mail().addEventListener("focusin", (event) => { if (!held && rowAt(event) >= 0) show(rowAt(event)); });
  mail().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && rowAt(event) >= 0) hold(rowAt(event));
    if (event.key === "Escape") release();
  });
  mail().addEventListener("click", (event) => {
    const leaving = event.target.closest?.("a[href]");
    if (leaving) {
      event.preventDefault();
      if (/^https?:/.test(leaving.href)) window.open(leaving.href, "_blank", "noopener,noreferrer");
    } else if (rowAt(event) >= 0) hold(rowAt(event));
    else release();
  });
  if (shown >= 0) light(shown);
}

// --- what stands behind a sentence -----------------------------------------------------------------------

function show(number) {
  const found = state.evidence[number], source = state.items[found.item];
  shown = number;
  select("tab-evidence");
  $("hint").hidden = true;
  $("passage").hidden = false;
  const [verdict, meaning] = $("passage-verdict").children;
  verdict.textContent = found.verdict[0].toUpperCase() + found.verdict.slice(1) + ".";
  meaning.textContent = state.verdicts[found.verdict];
  $("passage-title").replaceChildren(link(source.title, source.url));
  $("passage-about").textContent = `${source.outlet} · ${source.published}`;
  const letters = [...source.text]; // offsets count characters, as Python does
  const cut = (from, to) => letters.slice(from, to).join("");
  const mark = element("mark", cut(found.start, found.end));
  $("passage-text").replaceChildren(cut(0, found.start), mark, cut(found.end));
  const box = $("passage-text");
  box.scrollTop = mark.textContent ? mark.offsetTop - box.offsetTop - box.clientHeight / 3 : 0;
  for (const button of $("ledger").querySelectorAll(".row")) {
    const current = button.dataset.row === String(number);
    button.setAttribute("aria-current", current);
    if (current) nearest(button, $("ledger"));
  }
  light(number);
}

function light(number) {
  for (const span of mail()?.querySelectorAll("[data-evidence]") ?? []) {
    span.classList.toggle("shown", span.dataset.evidence === String(number));
  }
}

// Not scrollIntoView: on a small screen that would also scroll the page away from the sentence.
function nearest(row, list) {
  const above = row.offsetTop - list.offsetTop, below = above + row.offsetHeight - list.clientHeight;
  if (list.scrollTop > above) list.scrollTop = above;
  if (list.scrollTop < below) list.scrollTop = below;
}

function hold(number) {
  show(number);
  held = true;
  printed(number)?.scrollIntoView({ block: "nearest" }); // from under the article on a small screen
}

const printed = (number) => [...mail().querySelectorAll(`[data-evidence="${number}"]`)].find((span) => span.checkVisibility());

function release() {
  held = false;
  shown = -1;
  $("passage").hidden = true;
  $("hint").hidden = false;
  for (const button of $("ledger").querySelectorAll("[aria-current]")) button.removeAttribute("aria-current");
  light(shown);
}

function seek(number) {
  inEmail(() => reveal(printed(number)));
  $("ledger").querySelector(`[data-row="${number}"]`)?.focus();
}

function reveal(target) {
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.classList.remove("flash");
  void target.offsetWidth; // so that the flash begins anew
  target.classList.add("flash");
}

// --- jumping to a finding --------------------------------------------------------------------------------

function jump(place) {
  if (!place.view) return;
  if (place.part === "size") return reveal($("size"));
  if (place.view === "email") {
    inEmail(() => reveal(place.part === "envelope" ? $("envelope") : inside(mail().body, place.words)));
    return;
  }
  choose("view", place.view);
  const lines = [...$("lines").children];
  reveal(place.line ? lines[place.line - 1] : lines.find((line) => place.words && line.textContent.includes(place.words)) ?? lines[0]);
}

function inEmail(act) {
  if (chosen.view === "email") return act();
  $("issue").addEventListener("load", act, { once: true });
  $("issue").removeAttribute("src");
  choose("view", "email");
}

function inside(root, words) {
  const wanted = words.replace(/\s+/g, " ");
  const holds = (node) => node.textContent.replace(/\s+/g, " ").includes(wanted) && node.checkVisibility();
  let best = holds(root) ? root : null;
  for (let next = best; next; next = [...next.children].find(holds)) best = next;
  return best === root ? null : best;
}

// --- the controls ----------------------------------------------------------------------------------------

function choose(name, value) {
  chosen[name] = value;
  const radio = document.querySelector(`input[name="${name}"][value="${value}"]`);
  if (radio) radio.checked = true;
  if (name === "view") $("scroller").scrollTop = 0;
  history.replaceState(null, "", `?${query([...CONTENT, ...SHOWN])}`);
  if (SHOWN.includes(name)) view();
}

function select(id) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const on = tab.id === id;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !on;
  }
}

function start() {
  if (innerWidth < 700) chosen.width = "phone";
  for (const [name, value] of new URLSearchParams(location.search)) if (name in chosen) chosen[name] = value;
  for (const name of SHOWN) {
    if (![...document.getElementsByName(name)].some((radio) => radio.value === chosen[name])) chosen[name] = document.querySelector(`input[name=${name}]:checked`).value;
    choose(name, chosen[name]);
  }
  $("views").addEventListener("change", (event) => choose(event.target.name, event.target.value));
  $("views").addEventListener("submit", (event) => event.preventDefault());
  for (const name of CONTENT) {
    $(name).addEventListener("change", (event) => {
      if (name === "audience") chosen.day = chosen.template = "";
      if (name !== "template") empty(true); // another issue: nothing of this one stands for it
      choose(name, event.target.value);
      watch();
      load();
    });
  }
  $("issue").addEventListener("load", settled);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") release(); });
  $("close-passage").addEventListener("click", release);
  new ResizeObserver(fit).observe($("scroller"));

  const tabs = [...document.querySelectorAll("[role=tab]")];
  tabs.forEach((tab, number) => {
    tab.addEventListener("click", () => select(tab.id));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: number + 1, ArrowLeft: number - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs.at(to % tabs.length);
      select(next.id);
      next.focus();
    });
  });

  $("more").addEventListener("click", () => {
    const open = document.body.classList.toggle("choosing");
    $("more").setAttribute("aria-expanded", open);
  });
  $("fetch").addEventListener("click", async () => {
    say("Reading the feeds …");
    try {
      await post("/fetch");
      await load();
    } catch (error) { say(error.message); }
  });
  $("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(state.sources.html);
      say(`Copied ${Math.round(state.size.html / 1000)} KB of HTML`);
    } catch (error) { say(`Not copied: ${error.message}`); }
  });
  $("ask-proof").addEventListener("click", () => { $("proof-said").textContent = ""; $("proof").showModal(); });
  $("address").addEventListener("input", () => { $("proof-said").textContent = ""; });
  $("close-proof").addEventListener("click", () => $("proof").close());
  $("proof").addEventListener("submit", async (event) => {
    event.preventDefault();
    $("send-proof").disabled = true;
    $("proof-said").textContent = "Sending …";
    try {
      const answer = await post("/proof", { address: $("address").value });
      $("proof-said").textContent = answer.error ? `Not sent: ${answer.error}` : `${answer.said}.`;
    } catch (error) { $("proof-said").textContent = `Not sent: ${error.message}`; }
    $("send-proof").disabled = false;
  });

  watch();
  load();
}

start();
