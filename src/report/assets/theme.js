// Loaded in the head, before anything is painted: a page that was set to dark or light must not flash.
(() => {
  try {
    const theme = localStorage.getItem("churnlab-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // No storage, as on some pages opened from disk: the system's setting holds.
  }
})();
