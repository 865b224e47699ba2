// "Edit" behind what is shown: gives the lines of briefing.yml that hide or change it, and copies them. Without script
// the link leads to the page Data, which tells how it is done.
(() => {
  "use strict";
  // JSON's strings are YAML's, too.
  const text = JSON.stringify;
  const kinds = {
    statements: ["action: hide", "set_party: who holds it", "set_act: demands   # or rejects, offers, accepts, threatens",
      "set_issue: the code of an issue", "set_content: what it is about"],
    events: ["action: hide", "set_date: 2025-03-13", "set_text: what happened", "set_stage: told   # or ahead, due"],
    overview: ["action: drop", "action: pin"],
    disagreements: ["action: hide"],
    discrepancies: ["action: hide"],
    meetings: ["action: hide"],
  };

  function lines({ correct, id, quote, name, right }) {
    const entry = correct === "stakeholders" ? [`match: ${text(id)}`] : [];
    if (id && !entry.length) entry.push(`id: ${text(id)}`);
    if (quote) entry.push(`quote: ${text(quote)}`);
    let [first, ...others] = kinds[correct] || [];
    // What nobody looked at yet can be said to be right.
    if (right) others.unshift("action: confirm   # it is right");
    if (correct === "stakeholders") {
      [first, ...others] = [`name: ${text(name)}`, "kind: organisation   # or person, state, group",
        "party: whom it speaks for", "merge: [another name of the same]", "split: [a name of somebody else]", "hide: true"];
    }
    if (correct === "brackets") [first, ...others] = [`set_name: ${text(name)}`, "action: hide"];
    entry.push(first);
    if (others.length) entry.push("# in its place, or beside it:", ...others.map((line) => `# ${line}`));
    entry.push("by: your name", "reason: why");
    return `${correct}:\n${entry.map((line, at) => `${at ? "    " : "  - "}${line}`).join("\n")}\n`;
  }

  async function copied(words, box) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      // From a disk, or where nobody may write to the clipboard, the older way.
      getSelection().selectAllChildren(box);
      return document.execCommand("copy");
    }
  }

  function made(name, words, properties = {}) {
    return Object.assign(document.createElement(name), { textContent: words }, properties);
  }

  function open(told) {
    const place = document.querySelector("div.correct[data-file]")?.dataset || {};
    const file = place.file || "briefing.yml";
    const dialog = made("dialog", "", { className: "correcting" });
    const title = made("h2", "Correct this", { id: "correcting-title" });
    const how = made("p", `These lines belong into ${file}, below “${told.correct}:” where that stands there already. ` +
      "Keep those that you need.");
    const box = made("pre", "", { tabIndex: 0 });
    const words = lines(told);
    box.append(made("code", words));
    const state = made("output", "");
    const copy = made("button", "Copy", { type: "button" });
    const close = made("button", "Close", { type: "button" });
    const copying = async () => {
      state.textContent = await copied(words, box) ? "Copied." : "Select the lines to copy them.";
    };
    copy.addEventListener("click", copying);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    dialog.setAttribute("aria-labelledby", title.id);
    const row = made("p", "");
    row.append(copy, " ");
    if (place.edit) row.append(made("a", "Open the file", { href: place.edit, target: "_blank", rel: "noopener" }), " ");
    row.append(close, " ", state);
    dialog.append(title, how, box, row);
    document.body.append(dialog);
    dialog.showModal();
    copying();
  }

  document.addEventListener("click", (event) => {
    const held = event.target.closest?.("span.correct[data-correct]");
    if (!held || !event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(held.dataset);
  }, true);
})();
