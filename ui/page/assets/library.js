/* The library: browsing, adding, withdrawing. Runs after page.js, in the same scope. */

/* What was asked for may be listed out of sight: go there when it has come. */
let browsing = null;

new MutationObserver(() => {
  const title = find(".library .listing h2");
  if (!browsing || !title || title.textContent === browsing) return;
  browsing = null;
  title.scrollIntoView({ block: "start" });
  title.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true, characterData: true });

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-browse], [data-withdraw], [data-batch]");
  if (!button) return;
  const { browse, value, withdraw, sure, undo, batch, address } = button.dataset;
  if (batch !== undefined) trigger("taking", { batch, address });
  else if (withdraw === undefined) {
    browsing = find(".library .listing h2").textContent;
    trigger("browse", browse ? { [browse]: value } : {});
  } else if (sure && button.textContent !== sure) button.textContent = sure;
  else trigger("withdraw", { article: withdraw, undo: Boolean(undo) });
});

/* What the server says of these is for the visitor to read: too large, too many, being stopped, no room. */
const SAID = [413, 429, 503, 507];

/* Files go by a way of their own; the server is then told to take them in. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.(".add-form");
  if (!form) return;
  event.preventDefault();
  const files = [...form.querySelector("#add-files").files];
  const address = form.querySelector("#add-address").value.trim();
  if (!files.length && !address) return;
  const button = form.querySelector("button");
  const fault = form.querySelector(".fault");
  fault.textContent = "";
  if (files.reduce((sum, file) => sum + file.size, 0) > 1e6 * Number(form.dataset.megabytes)) {
    fault.textContent = form.dataset.tooLarge;
    return;
  }
  const digits = crypto.getRandomValues(new Uint8Array(16));
  const batch = [...digits].map((digit) => digit.toString(16).padStart(2, "0")).join("");
  button.disabled = true;
  try {
    for (const file of files) {
      const named = new URLSearchParams({ batch, name: file.name });
      const headers = { "Accept-Language": document.documentElement.lang };
      const answer = await fetch(`uploads?${named}`, { method: "POST", body: file, headers });
      if (SAID.includes(answer.status)) {
        fault.textContent = await answer.text();
        return;
      }
      if (!answer.ok) throw new Error(await answer.text());
    }
    trigger("taking", { batch, address });
    form.reset();
  } catch {
    fault.textContent = button.dataset.failed;
  } finally {
    button.disabled = false;
  }
});
