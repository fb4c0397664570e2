/* Conversations are kept in this browser alone, as text that only the server reads. Runs after
   page.js, in the same scope. */

const STORE = "ask-the-news.conversations";
const MOST_CONVERSATIONS = 40;

function conversations() {
  try {
    const list = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function putAway(list) {
  let kept = list.slice(0, MOST_CONVERSATIONS);
  for (;;) {
    try {
      localStorage.setItem(STORE, JSON.stringify(kept));
      break;
    } catch {
      if (!kept.length) break; // this browser keeps nothing
      kept = kept.slice(0, -1); // full: the oldest goes
    }
  }
  listConversations();
}

let lastKept = null;
/* What this window last saw of each conversation, by its id; and the ids of those on which another
   window went on meanwhile: each window then has one of its own, so that no turn is lost. */
const lastSeen = new Map();
const ownIds = new Map();
const idOf = ({ conversation }) => ownIds.get(conversation) ?? conversation;

function keepConversation() {
  const shown = find("#kept [data-conversation]");
  if (!shown || shown.dataset.kept === lastKept) return;
  lastKept = shown.dataset.kept;
  const { conversation, name, count, kept } = shown.dataset;
  const list = conversations();
  let id = idOf(shown.dataset);
  const before = list.find((one) => one.id === id);
  if (before && before.kept !== kept && before.kept !== lastSeen.get(id)) {
    id = `${conversation.slice(0, 32)}-${Date.now()}`;
    ownIds.set(conversation, id);
  }
  lastSeen.set(id, kept);
  if (before?.kept === kept) return;
  const now = { id, name: before?.name ?? name, count: Number(count), kept, at: Date.now() };
  putAway([now, ...list.filter((one) => one.id !== id)]);
}

/* Before the first question: the way back to the conversation that was gone on with last. */
function offerLast() {
  const place = find(".go-on");
  if (!place) return;
  const [last] = conversations();
  place.hidden = !last;
  place.querySelector("button").textContent = last?.name ?? "";
}

function listConversations() {
  offerLast();
  const section = find(".kept-list");
  if (!section) return;
  const place = section.querySelector("ol");
  const list = conversations();
  section.querySelector("[data-empty]").hidden = list.length > 0;
  const clock = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit" });
  place.replaceChildren(
    ...list.map((one) => {
      const item = section.querySelector("template").content.cloneNode(true).firstElementChild;
      item.dataset.id = one.id;
      item.querySelector(".headline").textContent = one.name;
      item.querySelector("input").value = one.name;
      item.querySelector("[data-count]").textContent =
        one.count === 1
          ? place.dataset.countOne
          : place.dataset.countMany.replace("{count}", one.count);
      const time = item.querySelector("time");
      time.dateTime = new Date(one.at).toISOString();
      time.textContent = `${day(one.at)}, ${clock.format(one.at)}`;
      return item;
    }),
  );
}

function focusConversation(id) {
  const items = every(".kept-list li");
  const item = items.find((one) => one.dataset.id === id) ?? items[0];
  (item?.querySelector(".headline") ?? find('#tabs [role="tab"][aria-selected="true"]'))?.focus();
}

function rename(item, renaming) {
  item.querySelector(".headline").hidden = renaming;
  item.querySelector("form").hidden = !renaming;
  if (renaming) item.querySelector("input").select();
  else focusConversation(item.dataset.id);
}

const asked = {
  open: ({ id, kept }) => {
    ownIds.delete(id);
    lastSeen.set(id, kept);
    trigger("restore", { id, kept });
  },
  rename: (one, button) => rename(button.closest("li"), true),
  markdown: ({ name, kept }) => trigger("export", { name, kept, form: "md" }),
  json: ({ name, kept }) => trigger("export", { name, kept, form: "json" }),
  delete: ({ id }, button) => {
    if (!button.dataset.asked) {
      button.dataset.asked = "yes";
      button.textContent = button.dataset.sure;
      return;
    }
    const shown = find("#kept [data-conversation]");
    if (shown && idOf(shown.dataset) === id) find("#clear")?.click();
    putAway(conversations().filter((one) => one.id !== id));
    focusConversation(null);
  },
};

document.addEventListener("click", (event) => {
  if (event.target.closest?.(".go-on button")) {
    const [last] = conversations();
    if (last) asked.open(last);
    return;
  }
  const button = event.target.closest?.("[data-kept-do]");
  if (!button) return;
  const one = conversations().find(({ id }) => id === button.closest("li").dataset.id);
  if (one) asked[button.dataset.keptDo](one, button);
  else listConversations();
});

document.addEventListener("submit", (event) => {
  const item = event.target.closest?.(".kept-list li");
  if (!item) return;
  event.preventDefault();
  const name = item.querySelector("input").value.trim();
  const list = conversations();
  const one = list.find(({ id }) => id === item.dataset.id);
  if (one && name) one.name = name;
  putAway(list);
  focusConversation(item.dataset.id);
});

document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.(".kept-list form");
  if (form) rename(form.closest("li"), false);
});

window.addEventListener("storage", listConversations); // another window of this browser

/* A file that the server made of a conversation: handed to the visitor. */
let handed = null;

function handOver() {
  const file = find("#download [data-file]");
  if (!file || file.dataset.of === handed) return;
  handed = file.dataset.of;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.textContent], { type: "text/plain" }));
  link.download = file.dataset.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

function lookAtConversations() {
  keepConversation();
  handOver();
  for (const place of [find(".kept-list ol"), find(".go-on")]) {
    if (!place || place.dataset.listed) continue;
    place.dataset.listed = "yes";
    listConversations();
  }
}

new MutationObserver(lookAtConversations).observe(document.body, {
  childList: true,
  subtree: true,
});
lookAtConversations();
