// The host's notes are kept while one writes, and before anything else leaves the page.

const PAUSE = 1200;
const AGAIN = 4000;
const REFUSED = 422;
const notes = [...document.querySelectorAll("[data-note]")];
const timers = new Map();

function dirty(form) {
  return form.elements.mots.value !== form.elements.avant.value;
}

function says(form, words) {
  form.querySelector("[data-note-says]").textContent = words;
}

function later(form, delay) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), delay));
}

async function save(form) {
  clearTimeout(timers.get(form));
  if (!dirty(form) || "differs" in form.dataset) return;
  const words = form.elements.mots.value;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "HX-Request": "true" },
      keepalive: true,
    });
    if (answer.status === REFUSED) {
      form.dataset.differs = "";
      says(form, "Cette note a changé sur un autre appareil. Pressez « Enregistrer la note » pour voir les deux textes.");
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    form.elements.avant.value = words;
    says(form, dirty(form) ? "" : "Note enregistrée.");
    if (dirty(form)) later(form, PAUSE);
  } catch {
    says(form, "La note n’est pas encore enregistrée. La page réessaie.");
    later(form, AGAIN);
  }
}

for (const form of notes) {
  form.addEventListener("input", () => {
    says(form, "");
    later(form, PAUSE);
  });
}

// What was just written goes first, then what was pressed. A refused note goes by the page that shows both texts.
let leaving = false;
document.addEventListener("submit", async (event) => {
  const { target, submitter } = event;
  if (notes.includes(target) && !("differs" in target.dataset)) {
    event.preventDefault();
    if (dirty(target)) await save(target);
    else says(target, "Note enregistrée.");
    return;
  }
  const written = notes.filter((form) => form !== target && dirty(form) && !("differs" in form.dataset));
  if (leaving || written.length === 0) return;
  event.preventDefault();
  await Promise.allSettled(written.map(save));
  leaving = true;
  target.requestSubmit(submitter);
});
window.addEventListener("pagehide", () => notes.forEach(save));
