// Folds rows of many citation marks, and shows the sentence behind a mark while the mark is pointed at or has the focus. Without script the mark's
// title tells the same, and its link leads to the sentence.
(() => {
  "use strict";
  let card = null;
  let leaving = 0;
  const most = 3;

  function hide() {
    clearTimeout(leaving);
    card?.remove();
    card = null;
  }

  function show(link) {
    hide();
    if (link.title) {
      link.dataset.card = link.title;
      link.removeAttribute("title");
    }
    const [quote, ...rest] = link.dataset.card.split("” · ");
    card = document.createElement("div");
    card.className = "evidence-card";
    card.id = "evidence-card";
    card.setAttribute("role", "tooltip");
    card.append(rest.length ? quote + "”" : quote);
    const from = document.createElement("span");
    from.textContent = rest.join("” · ");
    card.append(from);
    document.body.append(card);
    link.setAttribute("aria-describedby", card.id);
    const place = link.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const below = place.bottom + card.offsetHeight + 6 < innerHeight || place.top < card.offsetHeight + 60;
    card.style.left = `${Math.max(8, Math.min(place.left, wide - card.offsetWidth - 8)) + scrollX}px`;
    card.style.top = `${(below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + scrollY}px`;
    // The card may be pointed at too, to be read at leisure or copied from.
    card.addEventListener("mouseenter", () => clearTimeout(leaving));
    card.addEventListener("mouseleave", hide);
  }

  // A sentence that many articles carry bears three marks; the others come when they are asked for.
  function fold(cite) {
    const more = [...cite.querySelectorAll("a")].slice(most);
    if (more.length < 2 || cite.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `+${more.length}`;
    button.setAttribute("aria-label", `${more.length} more sources`);
    for (const link of more) link.hidden = true;
    button.addEventListener("click", () => {
      for (const link of more) link.hidden = false;
      button.remove();
      more[0].focus();
    });
    more[0].before(button, " ");
  }

  function start() {
    hide();
    for (const cite of document.querySelectorAll(".cite")) fold(cite);
    for (const link of document.querySelectorAll(".cite a[title], .matrix a[title]")) {
      link.addEventListener("mouseenter", () => show(link));
      link.addEventListener("focus", () => show(link));
      link.addEventListener("mouseleave", () => { leaving = setTimeout(hide, 200); });
      link.addEventListener("blur", hide);
    }
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  if (window.document$) document$.subscribe(start);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
