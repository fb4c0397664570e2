/* The page's own behaviour. It runs once, inside Gradio's `js_on_load`, with `trigger` in scope:
   trigger(name, data) calls the Python function that listens to that event. */

const events = {
  open: (data) => trigger("open", data),
  close: () => trigger("close", {}),
  ask: (data) => trigger("ask", data),
  retry: (button) => trigger("retry", { writer: button.dataset.writer ?? null }),
  timeline: (data) => trigger("timeline", data),
  edit: () => trigger("edit", {}),
  go: (button) => document.getElementById(button.dataset.to)?.focus(),
  more: () => trigger("more", {}),
  language: (data) => trigger("language", data),
};
const find = (selector) => document.querySelector(selector);
const every = (selector) => [...document.querySelectorAll(selector)];
const narrow = window.matchMedia("(max-width: 60rem)");

/* A day as Python says it, in the language of the page: 13 Aug 2025. */
function day(moment, options = {}) {
  const said = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...options,
  });
  const parts = Object.fromEntries(said.formatToParts(moment).map((part) => [part.type, part.value]));
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/* What the visitor narrowed the question to, as JSON; Python reads it with every question. */
function narrowing() {
  const form = find(".narrow-form");
  if (!form) return "{}";
  const ticked = (name) =>
    [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
  const day = (name) => form.querySelector(`input[name="${name}"]`).value;
  return JSON.stringify({
    as_of: day("as_of"),
    since: day("since"),
    until: day("until"),
    language: ticked("language"),
    source: ticked("source"),
    kind: ticked("kind"),
  });
}
window.askTheNews = { narrowing };

function describeNarrowing() {
  const now = find(".narrow-now");
  const said = every(".narrow-form input")
    .filter((input) => (input.type === "checkbox" ? input.checked : input.name && input.value))
    .map((input) =>
      input.type === "checkbox"
        ? input.nextElementSibling.textContent
        : `${input.labels[0].textContent} ${day(new Date(input.value), { timeZone: "UTC" })}`,
    );
  now.textContent = said.length ? said.join(" · ") : now.dataset.nothing;
  if (find(".months")) followDates();
}

/* The sliders under the months set the two dates, and follow them. */
function months() {
  return find(".months")?.dataset.months.split(" ") ?? [];
}

function slide(slider) {
  const [since, until] = every(".months input");
  if (Number(since.value) > Number(until.value)) {
    (slider === since ? until : since).value = slider.value;
  }
  const all = months();
  const last = all.length - 1;
  const end = new Date(`${all[until.value]}-01T00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  find("#narrow-since").value = since.value === "0" ? "" : `${all[since.value]}-01`;
  find("#narrow-until").value = Number(until.value) === last ? "" : end.toISOString().slice(0, 10);
}

function followDates() {
  const all = months();
  const said = new Intl.DateTimeFormat(document.documentElement.lang, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const place = (day, otherwise) => {
    if (!day) return otherwise;
    const after = all.findIndex((month) => month >= day.slice(0, 7));
    return after < 0 ? all.length - 1 : after;
  };
  const edges = [
    place(find("#narrow-since").value, 0),
    place(find("#narrow-until").value, all.length - 1),
  ];
  every(".months input").forEach((slider, i) => {
    slider.value = edges[i];
    slider.setAttribute("aria-valuetext", said.format(new Date(`${all[edges[i]]}-01T00:00Z`)));
  });
  every(".bars span").forEach((bar, i) =>
    bar.classList.toggle("outside", i < edges[0] || i > edges[1]),
  );
}

/* In a conversation the form stands over the page: it goes when the visitor turns to something else. */
function leaveNarrowing(event) {
  const form = find(".narrowing[open]");
  if (!form || !find("#current .turn") || event.target.closest?.("#composer")) return;
  form.open = false;
}
document.addEventListener("pointerdown", leaveNarrowing);
document.addEventListener("focusin", leaveNarrowing);

function resetNarrowing() {
  for (const input of every(".narrow-form input:not([type=range])")) {
    if (input.type === "checkbox") input.checked = false;
    else input.value = "";
  }
  showMatching("");
  describeNarrowing();
}

function showMatching(words) {
  const wanted = words.trim().toLocaleLowerCase();
  for (const choice of every('[data-choices="source"] .choice')) {
    choice.hidden = !choice.textContent.toLocaleLowerCase().includes(wanted);
  }
}

/* The article pane: who opened it gets the focus back; on a phone nothing behind it can be reached. */
let opener = null;
const behind = () => every("#masthead, #tabs");

function openArticle(button) {
  button.closest(".mark")?.classList.add("hushed"); // its article takes the place of the quote
  if (!button.closest("#pane")) opener = button;
  events.open({
    article: button.dataset.open,
    start: Number(button.dataset.start),
    end: Number(button.dataset.end),
    quote: button.dataset.quote ?? "",
    turn: Number(button.dataset.from ?? 0),
  });
}

function paneChanged() {
  const title = find("#reading-title");
  document.body.classList.toggle("reading-open", Boolean(title));
  for (const element of behind()) element.inert = Boolean(title) && narrow.matches;
  if (!title) {
    if (opener?.isConnected) opener.focus();
    opener = null;
    return;
  }
  title.focus({ preventScroll: true });
  const pane = find("#pane");
  const mark = pane.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
  else pane.scrollTop = 0;
}

/* From the pane a question goes on beside it; on a phone the pane would hide the answer. */
function askOffered(button) {
  if (button.closest("#pane") && narrow.matches) {
    opener = null;
    events.close();
  }
  const { ask: question, asOf: as_of = null, turn = 0 } = button.dataset;
  events.ask({ question, as_of, turn: Number(turn) });
}

/* What is read beside one tab is not beside another. Gradio changes tabs before a click comes here. */
document.addEventListener(
  "click",
  (event) => {
    const tab = event.target.closest?.('#tabs [role="tab"][aria-selected="false"]');
    if (!tab || !find("#reading-title")) return;
    opener = null;
    events.close();
  },
  { capture: true },
);

async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = link.dataset.done;
  } catch {
    window.location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  const element = event.target.closest?.("[data-open], [data-ask], [data-do], [data-page-language]");
  if (!element) return;
  const { open, ask, pageLanguage } = element.dataset;
  if (open !== undefined) openArticle(element);
  else if (ask !== undefined) askOffered(element);
  else if (pageLanguage !== undefined) events.language({ language: pageLanguage });
  else if (element.dataset.do === "timeline") {
    if (!element.closest("#pane")) opener = element;
    events.timeline({ turn: Number(element.dataset.turn) });
  } else if (element.dataset.do === "reset") resetNarrowing();
  else if (element.dataset.do === "copy") {
    event.preventDefault();
    copyLink(element);
  } else events[element.dataset.do]?.(element);
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("#question textarea")) tellLength();
  if (event.target.matches?.(".months input")) slide(event.target);
  if (event.target.closest?.("[data-find]")) showMatching(event.target.value);
  else if (event.target.closest?.(".narrow-form")) describeNarrowing();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const mark = event.target.closest?.(".mark");
  if (mark && !mark.classList.contains("hushed")) mark.classList.add("hushed");
  else if (find("#current .turn") && event.target.closest?.(".narrowing[open]")) {
    find(".narrowing").open = false;
    find(".narrowing summary").focus();
  } else if (find("#reading-title")) events.close();
});
document.addEventListener("mouseout", (event) =>
  event.target.closest?.(".mark")?.classList.remove("hushed"),
);
document.addEventListener("focusout", (event) => {
  const mark = event.target.closest?.(".mark");
  if (!mark?.matches(":hover")) mark?.classList.remove("hushed");
});

/* A question that is too long stays as it was typed; how much too long it is, is told beside it. */
function tellLength() {
  const told = find(".too-long");
  const box = find("#question textarea");
  if (!told || !box) return;
  const { limit, said } = told.dataset;
  const count = box.value.length > Number(limit) ? [...box.value].length : 0;
  const shown = count.toLocaleString(document.documentElement.lang || "en");
  const text = count > Number(limit) ? said.replace("{count}", shown) : "";
  if (told.textContent !== text) told.textContent = text;
}

/* Gradio changes the page by itself: look, after each change, at what it means. */
const seen = { place: null, question: null, language: null };

function look() {
  tellLength();
  const place = find("#pane [data-place]")?.dataset.place ?? null;
  if (place !== seen.place) {
    seen.place = place;
    paneChanged();
  }
  const question = find("#current h2")?.id ?? null;
  if (question !== seen.question) {
    seen.question = question;
    if (question && find(".narrowing")) find(".narrowing").open = false;
    if (question) {
      find("#current .turn").scrollIntoView({ block: "start" });
      // What asked it may be gone, and the focus with it.
      if (document.activeElement === document.body) {
        find("#current h2").focus({ preventScroll: true });
      }
    }
  }
  const language = find('[data-page-language][aria-pressed="true"]')?.dataset.pageLanguage ?? null;
  if (language && !seen.language && document.activeElement === document.body) {
    if (window.matchMedia("(hover: hover)").matches) find("#question textarea")?.focus();
  }
  if (language !== seen.language) {
    if (seen.language && language && document.activeElement === document.body) {
      find('[data-page-language][aria-pressed="true"]').focus();
    }
    seen.language = language;
    if (language) document.documentElement.lang = language;
    if (find(".narrow-form")) describeNarrowing();
  }
}

new MutationObserver(look).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["data-place", "id", "aria-pressed"],
});
look();
