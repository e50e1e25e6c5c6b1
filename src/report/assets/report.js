// What a page of the report does in the browser: draws charts, switches the theme, opens and closes code.
(() => {
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  let printing = false;

  const isDark = () => !printing && (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);

  // ——— Charts ———

  const fonts = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
  const palettes = {
    light: { ink: "#1c2226", soft: "#545f68", grid: "#e4e0d8", line: "#b9b4a8", raised: "#ffffff" },
    dark: { ink: "#e8e6e1", soft: "#a7b0b7", grid: "#2f363b", line: "#566067", raised: "#20262b" },
  };

  // Colours of text, grid and paper. A template gives way to whatever the figure itself sets.
  function chartTheme() {
    const { ink, soft, grid, line, raised } = isDark() ? palettes.dark : palettes.light;
    const axis = {
      color: soft,
      gridcolor: grid,
      linecolor: line,
      zerolinecolor: line,
      automargin: true,
      title: { font: { color: soft } },
    };
    return {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: fonts, color: ink, size: 13 },
      hoverlabel: { bgcolor: raised, bordercolor: line, font: { family: fonts, color: ink, size: 13 } },
      legend: { font: { color: ink } },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: soft, activecolor: ink },
      xaxis: axis,
      yaxis: axis,
    };
  }

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The first object with all of the second over it, at every depth. Neither is changed. */
  function merge(base, over) {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
      merged[key] = isObject(value) && isObject(base[key]) ? merge(base[key], value) : value;
    }
    return merged;
  }

  const config = {
    responsive: true,
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
  };

  // Pixels between the margins of an A4 or Letter page.
  const paperWidth = 660;

  const plots = [...document.querySelectorAll(".chart-plot")];
  const drawn = new Set();

  function draw(plot) {
    const figure = JSON.parse(plot.parentElement.querySelector(".chart-data").textContent);
    const template = figure.layout.template ?? {};
    const layout = {
      dragmode: false,
      ...figure.layout,
      template: { ...template, layout: merge(template.layout ?? {}, chartTheme()) },
      autosize: true,
      width: printing ? Math.min(paperWidth, plot.clientWidth) : undefined,
    };
    drawn.add(plot);
    try {
      Plotly.react(plot, figure.data, layout, config);
      plot.dataset.drawn = "true";
    } catch (error) {
      plot.textContent = "This chart could not be drawn.";
      throw error;
    }
  }

  function drawAll() {
    for (const plot of plots) if (!drawn.has(plot)) draw(plot);
  }

  function redrawAll() {
    for (const plot of drawn) draw(plot);
  }

  // Charts near the view first; the rest one by one while the browser has nothing better to do.
  function drawLazily() {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          if (!drawn.has(target)) draw(target);
        }
      },
      { rootMargin: "400px 0px" },
    );
    for (const plot of plots) observer.observe(plot);
    const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    const drawNext = () => {
      const next = plots.find((plot) => !drawn.has(plot));
      if (next === undefined) return;
      draw(next);
      whenIdle(drawNext);
    };
    whenIdle(drawNext);
  }

  if (plots.length > 0) drawLazily();

  // Paper is white, and has all charts.
  addEventListener("beforeprint", () => {
    printing = true;
    redrawAll();
    drawAll();
  });
  addEventListener("afterprint", () => {
    printing = false;
    redrawAll();
  });

  // ——— Theme ———

  const themeToggle = document.getElementById("theme-toggle");

  function showTheme() {
    themeToggle.textContent = isDark() ? "Light" : "Dark";
    themeToggle.setAttribute("aria-label", isDark() ? "Switch to light colours" : "Switch to dark colours");
  }

  function setTheme(theme) {
    root.dataset.theme = theme;
    try {
      localStorage.setItem("churnlab-theme", theme);
    } catch {
      // Not remembered then.
    }
  }

  themeToggle.hidden = false;
  themeToggle.addEventListener("click", () => {
    setTheme(isDark() ? "light" : "dark");
    showTheme();
    redrawAll();
  });
  systemDark.addEventListener("change", () => {
    showTheme();
    redrawAll();
  });
  showTheme();

  // ——— Code ———

  const sources = [...document.querySelectorAll("details.source")];
  const codeToggle = document.getElementById("code-toggle");
  if (codeToggle !== null && sources.length > 0) {
    codeToggle.hidden = false;
    codeToggle.addEventListener("click", () => {
      const open = codeToggle.getAttribute("aria-pressed") !== "true";
      codeToggle.setAttribute("aria-pressed", String(open));
      codeToggle.textContent = open ? "Hide code" : "Show code";
      for (const source of sources) source.open = open;
    });
  }
  for (const source of sources) {
    const summary = source.querySelector("summary");
    source.addEventListener("toggle", () => {
      summary.textContent = source.open ? "Hide code" : "Show code";
    });
  }

  // ——— Navigation ———

  const menu = document.querySelector("details.menu");
  menu?.addEventListener("click", (event) => {
    if (event.target.closest("a") !== null) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu?.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Marks the section that is being read in the list of sections.
  const links = new Map();
  for (const link of document.querySelectorAll(".side .contents a")) links.set(link.hash.slice(1), link);
  const headings = [...document.querySelectorAll("article h2, article h3")].filter(({ id }) => links.has(id));
  if (headings.length > 0) {
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
      const current = links.get((passed.at(-1) ?? headings[0]).id);
      for (const link of links.values()) link.classList.toggle("current", link === current);
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }
})();
