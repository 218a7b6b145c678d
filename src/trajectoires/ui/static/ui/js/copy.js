// Buttons that copy a text: shown only where the browser can do it.

export function wireCopy(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) continue;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.value ?? source.innerText.trim());
      button.textContent = "Copié";
      setTimeout(() => (button.textContent = words), 2000);
    });
  }
}

wireCopy(document);
