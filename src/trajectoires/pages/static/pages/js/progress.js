// Progress along a path, kept on this device only: nothing is sent.
const KEY = "trajectoires.parcours";

function read() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) || "[]"));
  } catch {
    return new Set();
  }
}

function write(done) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...done]));
  } catch {
    // Storage is refused (private window): the button still answers, nothing is remembered.
  }
}

function showStep(line) {
  const button = line.querySelector("button");
  const step = line.dataset.stepDone;
  const say = () => {
    const done = read().has(step);
    button.setAttribute("aria-pressed", String(done));
    button.textContent = done ? "Étape terminée : la rouvrir" : "J’ai terminé cette étape";
  };
  button.addEventListener("click", () => {
    const done = read();
    if (!done.delete(step)) done.add(step);
    write(done);
    say();
  });
  say();
  line.hidden = false;
}

function showPath(section) {
  const done = read();
  const steps = [...section.querySelectorAll("[data-step]")];
  const finished = steps.filter((step) => done.has(step.dataset.step));
  for (const step of finished) step.classList.add("is-done");
  const said = section.querySelector("[data-progress-said]");
  if (!finished.length || !said) return;
  const next = steps.find((step) => !done.has(step.dataset.step));
  said.textContent = next
    ? `${finished.length} sur ${steps.length} étapes terminées sur cet appareil. Ensuite : `
    : `Vous avez terminé les ${steps.length} étapes sur cet appareil.`;
  if (next) said.append(next.querySelector("a").cloneNode(true));
  said.hidden = false;
}

document.querySelectorAll("[data-step-done]").forEach(showStep);
document.querySelectorAll("[data-progress]").forEach(showPath);
