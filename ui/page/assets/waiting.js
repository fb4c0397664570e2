/* The place in the queue. Gradio counts it and writes "queue: 2/3 | 1.0s" into the page, in no other
   language; that stays out of sight, and the visitor is told in words of the page. */

function tellPlace() {
  const queued = find("#waiting .queued");
  if (!queued) return;
  const counted = find("#waiting .progress-text")?.textContent.match(/queue: (\d+)/);
  const said = counted ? queued.dataset.said.replace("{place}", counted[1]) : "";
  if (queued.textContent !== said) queued.textContent = said;
}

new MutationObserver(tellPlace).observe(document.body, {
  childList: true,
  subtree: true,
  characterData: true,
});
