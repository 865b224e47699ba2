// Looks at nine points of the screen, and at every element among the words: nothing of theirs may lie over the page.
(points) => {
  const wrong = [];
  const told = (element) => element.outerHTML.slice(0, 160);
  // What the theme and our own style sheet pin: outside the words, headers of the matrix and of a position, and our card.
  const pinned = ".md-header, .md-header *, .md-tabs, .md-sidebar, .md-sidebar *, .md-top, .md-search, .md-search *, .md-overlay, .md-dialog, .md-progress, .md-skip, .matrix thead th, .position > h3, .md-content__button, body > .citation";
  const words = ".md-content__inner";
  const at = (x, y) => document.elementFromPoint(x * innerWidth, y * innerHeight);
  for (const [x, y] of points) {
    for (let element = at(x, y); element && element !== document.documentElement; element = element.parentElement) {
      const place = getComputedStyle(element).position;
      if ((place === "fixed" || place === "sticky") && !element.matches(pinned)) wrong.push(`${place} at a point: ${told(element)}`);
    }
  }
  for (const element of document.querySelectorAll(`${words}, ${words} *`)) {
    const place = getComputedStyle(element).position;
    if (place === "fixed" || (place === "sticky" && !element.matches(pinned))) wrong.push(`${place}: ${told(element)}`);
    if (element.matches("[class*='md-']") && !element.matches(`${words}, .md-content__button, .md-icon, .md-typeset__table, .md-typeset__scrollwrap, .md-content__button *`)) wrong.push(`class: ${told(element)}`);
    // A link out of the site covers its own words and no more.
    if (element.matches("a[href^='http'], a[href^='mailto']")) {
      const box = element.getBoundingClientRect();
      if (box.height > innerHeight / 3 || getComputedStyle(element).position !== "static") wrong.push(`wide link: ${told(element)}`);
    }
  }
  return wrong;
}
