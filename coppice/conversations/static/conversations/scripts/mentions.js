// Names after an @: a few of those who can see the topic, to be chosen with the arrow keys or a press.
const BEGUN = /(?:^|[^\p{L}\p{N}@./])@([\p{L}][\p{L}’'-]*(?: [\p{L}’'-]*)?)$/u;
const WAIT = 200;

for (const form of document.querySelectorAll("form[data-mentions]")) {
  const text = form.querySelector("rich-text");
  if (text) offerNames(form, text);
}

function offerNames(form, text) {
  const list = document.createElement("ul");
  list.className = "names";
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  text.after(list, said);
  let timer = null;
  let asked = "";

  text.addEventListener("rich-text:change", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });

  async function look() {
    asked = begun();
    if (asked.length < 2) return show([]);
    const answer = await fetch(`${form.dataset.mentions}?q=${encodeURIComponent(asked)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const names = answer?.ok ? (await answer.json()).people : [];
    if (begun() === asked) show(names);
  }

  function begun() {
    const { $from, empty } = text.editor.state.selection;
    if (!empty) return "";
    const before = $from.parent.textBetween(0, $from.parentOffset, "\n", " ");
    return BEGUN.exec(before)?.[1] ?? "";
  }

  function show(names) {
    list.replaceChildren(...names.map(choice));
    list.hidden = !names.length;
    said.textContent = names.length ? _n(names.length, "{n} name: press the down arrow to choose", "{n} names: press the down arrow to choose") : "";
  }

  function choice(name) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = `@${name}`;
    button.addEventListener("click", () => put(name));
    item.append(button);
    return item;
  }

  function put(name) {
    const { from } = text.editor.state.selection;
    text.editor.view.focus(); // at once: the editor's own waits for a frame, and the first letters typed would be lost
    text.editor.commands.insertContentAt({ from: from - asked.length, to: from }, `${name} `);
    show([]);
  }

  // Before the editor hears of them: the arrow leads into the list, Escape closes it.
  form.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") {
      show([]);
      text.editor.view.focus();
    } else if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)].focus();
    else if (event.key === "ArrowUp" && at > 0) buttons[at - 1].focus();
    else if (event.key === "ArrowUp" && at === 0) text.editor.view.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
