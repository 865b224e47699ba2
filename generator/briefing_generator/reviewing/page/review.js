// Shows where the review stands and sends answers; what an answer does, the program decides. Words of others become text
// and nothing else.
(() => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const dialog = at("choice");
  const letters = at("letters");
  const near = at("near");
  let now = null;
  let queue = Promise.resolve();
  let asking = null;
  let asked = 0;
  let marked = 0;
  let shown = null;

  function made(name, words, classes = "") {
    const element = document.createElement(name);
    element.textContent = words;
    element.className = classes;
    return element;
  }

  async function ask(name, sent) {
    const how = sent === undefined ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) };
    let answer;
    try {
      answer = await fetch(name, how);
    } catch {
      throw new Error("The program does not answer: it was ended. `briefing review --page` goes on where you stopped.");
    }
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  function show(told) {
    now = told;
    document.title = `${told.place} · ${told.title}`;
    at("title").textContent = told.title;
    at("place").textContent = told.place;
    at("bar").max = Math.max(1, told.many);
    at("bar").value = told.at;
    at("told").textContent = told.told ? `${told.told}. Now ${told.place}.` : "";
    at("wrong").textContent = told.wrong;
    const there = told.id !== null;
    for (const id of ["source", "paragraph", "read"]) at(id).hidden = !there;
    at("over").hidden = there;
    at("over").textContent = there ? "" : `Nothing is left to ask: ${told.summary}`;
    at("hint").hidden = !(there && told.changed);
    for (const button of document.querySelectorAll("#keys button")) {
      const answer = button.dataset.part || button.dataset.step;
      button.hidden = !(["back", "take_back", undefined].includes(answer) || told.answers.includes(answer));
      button.disabled = button.hidden || (answer === "back" && told.at === 0);
    }
    at("source").textContent = there ? told.source : "";
    at("paragraph").replaceChildren(...(told.pieces || []).map((piece) =>
      piece.evidence ? made("mark", piece.text) : made("span", piece.text, piece.sentence ? "sentence" : "")));
    at("rows").replaceChildren(...(told.rows || []).flatMap((row) => {
      const value = made("dd", row.value, row.asked ? "asked" : "");
      value.dir = "auto";
      return [made("dt", row.name), value];
    }));
  }

  // One after the other; what was pressed while another statement stood there is nobody's answer to this one.
  function send(answer) {
    const of = now && now.id;
    if (now) queue = queue.then(() => (now.id === of ? sent({ ...answer, of }) : undefined));
    return queue;
  }

  async function sent(answer) {
    try {
      show(await ask("answer", answer));
      if (now.id !== answer.of) scrollTo(0, 0);
    } catch (error) {
      at("wrong").textContent = error.message;
    }
  }

  async function end() {
    try {
      const told = await ask("end", {});
      document.body.replaceChildren(made("main", `The review is ended: ${told.summary} This page can be closed.`));
    } catch (error) {
      at("wrong").textContent = error.message;
    }
  }

  async function narrow() {
    const turn = ++asked;
    const sought = letters.value;
    let told;
    try {
      told = await ask(`choices?${new URLSearchParams({ part: asking, letters: sought })}`);
    } catch (error) {
      dialog.close();
      at("wrong").textContent = error.message;
      return;
    }
    if (turn !== asked) return;
    shown = sought;
    at("question").textContent = told.question;
    at("none").hidden = told.choices.length > 0;
    near.replaceChildren(...told.choices.map((choice, place) => {
      const row = made("li", choice.told);
      row.id = `near-${place}`;
      row.dataset.key = choice.key;
      row.setAttribute("role", "option");
      return row;
    }));
    select(0);
  }

  function select(place) {
    const rows = [...near.children];
    marked = Math.max(0, Math.min(place, rows.length - 1));
    rows.forEach((row, each) => row.setAttribute("aria-selected", String(each === marked)));
    if (rows.length) letters.setAttribute("aria-activedescendant", rows[marked].id);
    else letters.removeAttribute("aria-activedescendant");
    rows[marked]?.scrollIntoView({ block: "nearest" });
  }

  function choose(part) {
    if (!now || now.id === null || dialog.open) return;
    asking = part;
    letters.value = "";
    shown = null;
    near.replaceChildren();
    dialog.showModal();
    letters.focus();
    narrow();
  }

  async function take(row) {
    if (!row) return;
    dialog.close();
    await send({ step: "change", [asking]: row.dataset.key });
  }

  letters.addEventListener("input", narrow);
  letters.addEventListener("keydown", async (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) select(marked + steps[event.key]);
    else if (event.key === "Enter" && !event.isComposing) {
      // Letters that were typed quickly may be ahead of the list.
      event.preventDefault();
      if (shown !== letters.value) await narrow();
      take(near.children[marked]);
      return;
    } else return;
    event.preventDefault();
  });
  near.addEventListener("click", (event) => take(event.target.closest("li")));
  at("turn-round").addEventListener("click", () => dialog.close());

  at("keys").addEventListener("click", (event) => press(event.target.closest("button")));
  function press(button) {
    if (!button || button.disabled) return;
    if (button.dataset.part) choose(button.dataset.part);
    else if (button.dataset.step) send({ step: button.dataset.step });
    else end();
  }
  document.addEventListener("keydown", (event) => {
    if (dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const button = document.querySelector(`#keys button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    press(button);
  });

  ask("now").then(show, (error) => { at("wrong").textContent = error.message; });
})();
