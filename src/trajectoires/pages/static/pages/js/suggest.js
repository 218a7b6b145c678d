// Suggestions under a search box. Without this file the box sends its form, and nothing is lost.
// Pattern: an editable combobox with a list (ARIA Authoring Practices): arrows, Enter, Escape; the focus stays in the box.

const WAIT = 120;
const LEAST = 2;

function wireSuggestions(input, rank) {
  const list = document.createElement("ul");
  list.id = `suggestions-${rank}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  let timer = 0;
  let asked = null;
  let active = -1;

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    mark(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function mark(place) {
    active = place;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  async function ask() {
    const words = input.value.trimStart(); // a space at the end says that the last word is whole
    asked?.abort();
    if (words.trim().length < LEAST) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`/recherche/suggestions?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      if (!answer.ok) return close();
      list.innerHTML = (await answer.text()).trim();
    } catch {
      return; // abandoned for newer words, or no network: the form still works
    }
    options().forEach((option, n) => (option.id = `${list.id}-${n}`));
    list.hidden = !list.children.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : options().length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && count && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.address);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) {
        if (event.key === "ArrowDown" && input.value.trim().length >= LEAST) ask();
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first and after the last is the box itself.
      mark(((active + 1 + step + count + 1) % (count + 1)) - 1);
    }
  });
  // The box keeps the focus while an option is pressed, so that leaving it closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-address]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll('form[role="search"] input[name="q"]').forEach(wireSuggestions);
