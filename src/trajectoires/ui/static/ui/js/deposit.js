// Deposit: drop files, see their names and weights, follow the sending. The form works without this module.

const weight = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

function readable(bytes) {
  if (bytes < 1000) return `${bytes}\u00a0octets`;
  if (bytes < 1e6) return `${weight.format(bytes / 1e3)}\u00a0Ko`;
  return `${weight.format(bytes / 1e6)}\u00a0Mo`;
}

function wire(form) {
  const zone = form.querySelector("[data-drop]");
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector("[data-files]");
  const status = form.querySelector("[data-status]");
  const bar = form.querySelector("[data-progress]");
  const button = form.querySelector('button[type="submit"]');

  function listFiles() {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${readable(file.size)}`;
        return item;
      }),
    );
    list.hidden = input.files.length === 0;
  }

  function say(text) {
    status.hidden = false;
    status.textContent = text;
  }

  function failed() {
    button.disabled = false;
    bar.hidden = true;
    say("L’envoi n’a pas abouti. Vérifiez votre connexion, puis réessayez\u00a0: rien n’a été gardé.");
  }

  // The answer is the next page, or this one with what must be corrected: show it as the server wrote it.
  function show(request) {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) {
      failed();
      return;
    }
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    window.scrollTo(0, 0);
    // The link is the key: a reload must lead to the model, not to an empty form.
    const model = main.querySelector('a[href^="/m/"]');
    if (model && request.status < 400) history.replaceState(null, "", model.getAttribute("href"));
    const again = main.querySelector("form[data-deposit]");
    if (again) wire(again);
    (main.querySelector("[data-errors]") ?? main).focus();
  }

  function send() {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const share = Math.floor((100 * event.loaded) / event.total);
      bar.hidden = false;
      if (share < 100) {
        bar.value = share;
        say(`Envoi\u00a0: ${share}\u00a0%`);
      } else {
        bar.removeAttribute("value");
        say("Lecture de vos comptes…");
      }
    });
    request.addEventListener("load", () => show(request));
    request.addEventListener("error", failed);
    request.addEventListener("abort", failed);
    button.disabled = true;
    say("Envoi…");
    request.send(new FormData(form));
  }

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
    });
  }
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    listFiles();
  });
  input.addEventListener("change", listFiles);
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    send();
  });
}

const first = document.querySelector("form[data-deposit]");
if (first) wire(first);
