/* What a visitor thinks of an answer. Runs after page.js, in the same scope. */

function press(rating, verdict) {
  for (const button of rating.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
}

function rate(rating, said) {
  trigger("rate", { turn: Number(rating.dataset.turn), ...said });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-verdict]");
  if (!button) return;
  const rating = button.closest(".rating");
  const form = rating.querySelector("form");
  form.hidden = button.dataset.verdict === "good";
  rate(rating, { verdict: button.dataset.verdict });
  if (!form.hidden) form.querySelector("input").focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.(".why");
  if (!form) return;
  event.preventDefault();
  const said = new FormData(form);
  const rating = form.closest(".rating");
  rate(rating, { verdict: "bad", reason: said.get("reason"), comment: said.get("comment") });
  form.hidden = true;
  rating.querySelector('[data-verdict="bad"]').focus();
});

/* The server says whether it was kept, and what is. */
let told = null;

function tellRated() {
  const rated = find("#rated [data-rated]");
  const outcome = rated && JSON.stringify(rated.dataset);
  if (!rated || outcome === told) return;
  told = outcome;
  const rating = find(`.rating[data-turn="${rated.dataset.rated}"]`);
  if (!rating) return;
  rating.querySelector(".rated").textContent = rated.dataset.said;
  press(rating, rated.dataset.kept);
}

new MutationObserver(tellRated).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["data-conversation", "data-rated", "data-kept", "data-said"],
});
