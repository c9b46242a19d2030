// A button copies the text field before it, and says so.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    // Without HTTPS browsers offer no clipboard; the old way still copies what is selected.
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(field.value).then(() => true, () => false)
      : document.execCommand("copy");
    said.textContent = copied ? said.dataset.copied : said.dataset.failed;
  });
}
