// The session ended while the page was open: say so, and keep the page with its words where it is.
document.addEventListener("coppice:signed-out", () => {
  const line = document.createElement("p");
  line.className = "message";
  line.dataset.kind = "warning";
  const link = document.createElement("a");
  Object.assign(link, { href: "/accounts/login/", target: "_blank", textContent: _("Sign in in another tab") });
  line.append(_("You have been signed out. What you wrote is still in this page. "), link, _(" and go on here."));
  document.getElementById("messages").replaceChildren(line);
});
