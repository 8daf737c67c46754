// Saves what stands in a form while it is written, sound or not. Says when it did; when the connection or the session is gone it says that,
// keeps what was typed on the page, and goes on trying. What is not saved yet is saved before the form goes out; where that fails the form stays.
const PAUSE = 1500;
const RETRY = 15000;

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

function watch(form) {
  const line = form.querySelector("[data-saved]");
  let timer = 0;
  let last = fingerprint(form);
  let under = Promise.resolve();
  let isSignedOut = false;
  let isReached = true;
  let isSent = false;  // the form itself is on its way: nothing may overtake it

  const say = (text) => { if (line.textContent !== text) line.textContent = text; };
  const later = (delay) => { clearTimeout(timer); timer = setTimeout(() => { under = under.then(save); }, delay); };

  async function save() {
    const now = fingerprint(form);
    if (isSent || (now === last && !isSignedOut)) return;
    let answer;
    try {
      answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: now.length < 30000 });
    } catch {
      isReached = false;
      say(form.dataset.offline);
      return later(RETRY);
    }
    const isData = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (isData) {
      isSignedOut = false;
      isReached = true;
      if (answer.ok) last = now;
      return say((await answer.json()).text);
    }
    if (await renewed(form)) return save();
    isSignedOut = true;
    isReached = false;
    say(form.dataset.signedOut);
    later(RETRY);
  }

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("change", () => later(PAUSE));
  form.addEventListener("click", (event) => { if (event.target.closest("[data-repeat-add], [data-repeat-remove], [data-repeat-move]")) later(PAUSE); });
  form.addEventListener("submit", async (event) => {
    if (isSent) return;
    clearTimeout(timer);
    if (fingerprint(form) === last && !isSignedOut) { isSent = true; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    isReached = true;
    await (under = under.then(save));
    if (isReached) {
      isSent = true;
      form.requestSubmit(event.submitter);
    } else {
      line.scrollIntoView({ block: "center" });
    }
  }, true);
  addEventListener("online", () => later(0));
  addEventListener("pageshow", () => { isSent = false; later(PAUSE); });
  // A window that closes runs no timer any more: what is not saved yet goes out at once.
  const atOnce = () => { clearTimeout(timer); under = under.then(save); };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") atOnce(); });
  addEventListener("pagehide", atOnce);
}

function fingerprint(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "version")).toString();
}

// After signing in again in another window the token of this page is of the old session: take the new one from the page as it is now.
async function renewed(form) {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-autosave] [name=csrf_token]");
    const held = form.querySelector("[name=csrf_token]");
    if (!fresh || fresh.value === held.value) return false;
    held.value = fresh.value;
    return true;
  } catch {
    return false;
  }
}
