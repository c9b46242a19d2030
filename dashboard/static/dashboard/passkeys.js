// Let a button with data-passkey ask the browser for a passkey; allauth's script does the rest.
for (const button of document.querySelectorAll("[data-passkey]")) {
  const { passkey, credential, passwordless, options } = button.dataset;
  const ids = { add: button.id, authenticate: button.id, login: button.id, credential, passwordless };
  window.allauth.webauthn.forms[passkey]({ ids, data: options && JSON.parse(options) });
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey_failed").hidden = false;
});
