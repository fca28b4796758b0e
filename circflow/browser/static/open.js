// Gives Neo4j Browser the look of circflow, once for each version of it, and goes on to Browser with all that the link
// carries. What a person changes there later stays. Browser keeps style and settings in the storage of this origin,
// under these keys; should another Browser keep them elsewhere, it opens as it is.
"use strict";
(() => {
  const MARK = "circflow.look";
  try {
    const settings = JSON.parse(localStorage.getItem("neo4j.settings") || "{}");
    if (localStorage.getItem(MARK) !== look.version) {
      const guide = new URL("guide.html", location.origin + location.pathname);
      guide.hostname = "localhost"; // The one name that Browser takes guides from before it has asked the server.
      Object.assign(settings, look.settings, { initCmd: `:play ${guide}` });
      localStorage.setItem("neo4j.grass", JSON.stringify(look.style));
      localStorage.setItem(MARK, look.version);
    }
    // A link that plays a guide switches the first page off for good, and there is no switch to put it on again.
    settings.playImplicitInitCommands = true;
    localStorage.setItem("neo4j.settings", JSON.stringify(settings));
  } finally {
    location.replace(`../${location.search}${location.hash}`);
  }
})();
