// Single keys do what the buttons do. They can be switched off and changed for each account; Ctrl+Z always works.

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";

export function keys(desk, commands) {
  const single = desk.dataset.singleKeys === "yes", map = JSON.parse(desk.dataset.keys);
  const named = Object.fromEntries(Object.entries(map).map(([command, key]) => [key, command]));

  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.(TYPING)) return;
    const letter = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (letter === "z" || letter === "y")) {
      event.preventDefault();
      commands[letter === "y" || event.shiftKey ? "redo" : "undo"]();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && commands.arrows?.(by, event.shiftKey)) event.preventDefault();
    if (by || !single) return;
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      commands.pinned(Number(event.key));
      return;
    }
    const command = named[event.key] ?? (event.shiftKey ? { j: "extend-down", k: "extend-up", w: "word-before" }[letter] : undefined);
    if (!command || !commands[command]) return;
    event.preventDefault();
    commands[command]();
  });
  // Every key has a button, and the button does the same.
  document.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (command && commands[command]) commands[command]();
  });
}
