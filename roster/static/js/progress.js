// Asks how far a long piece of work is: JSON {value, most, text, state, url}. When it is over, goes to url or loads the page again.
const PAUSE = 2000;
const LONGEST_PAUSE = 30000;

function follow(part) {
  const bar = part.querySelector("progress");
  const text = part.querySelector("[data-progress-text]");
  let pause = PAUSE;

  async function look() {
    try {
      const answer = await fetch(part.dataset.poll, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      pause = PAUSE;
      if (state.most) bar.max = state.most;
      if (typeof state.value === "number") bar.value = state.value;
      if (state.text && state.text !== text.textContent) text.textContent = state.text;
      if (state.state && state.state !== "running") {
        const to = state.url && new URL(state.url, location.href);
        if (to && to.origin === location.origin) location.assign(to);
        else location.reload();
        return;
      }
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    setTimeout(look, document.hidden ? LONGEST_PAUSE : pause);
  }
  setTimeout(look, PAUSE);
}

for (const part of document.querySelectorAll("[data-progress][data-poll]")) follow(part);
