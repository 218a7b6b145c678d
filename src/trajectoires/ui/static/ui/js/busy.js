// A sentence while the server computes: read aloud, gone with the answer, honest when nothing comes.

const FAILED = "Le calcul n’a pas abouti. Essayez encore\u202f; rien n’est perdu.";

function say(form, words) {
  const place = form.querySelector("[role=status]");
  if (place) place.textContent = words;
}

function formOf(event) {
  return event.target.closest?.("form[data-busy]");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  form.setAttribute("aria-busy", "true");
  say(form, form.dataset.busy);
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = formOf(event);
    if (!form) return;
    form.removeAttribute("aria-busy");
    say(form, FAILED);
  });
}

// The button that was pressed is gone with the old form: one goes on from the answer, or from what is wrong.
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector('[data-answer], form[data-busy] [aria-invalid="true"]')?.focus();
});
