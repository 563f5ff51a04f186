import * as echarts from "echarts/core";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** Draws credits by day, stacked by action, from the address in `data-chart`; the same figures stand in the table below it. */
export async function draw(box) {
  let figures = await load(box);
  if (!figures) {
    box.textContent = "The chart could not be loaded. The table below has the same figures.";
    return;
  }
  const chart = echarts.init(box, null, { renderer: "canvas" });
  const paint = () => chart.setOption(optionsFor(figures, box.clientWidth), true);
  paint();
  box.dataset.drawn = "yes";
  dark.addEventListener("change", paint);
  new ResizeObserver(() => {
    chart.resize();
    paint();
  }).observe(box);
  document.body.addEventListener("balance", async () => {
    figures = (await load(box)) ?? figures;
    paint();
  });
}

async function load(box) {
  try {
    const answer = await fetch(box.dataset.chart, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** How many rows the legend takes: it wraps, so that no action is hidden on a phone. */
function legendRows(names, width) {
  const room = names.reduce((sum, name) => sum + name.length * 7 + 42, 0);
  return Math.max(1, Math.ceil(room / width));
}

function optionsFor(figures, width) {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  const palette = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => value("--c" + n));
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const words = { color: value("--ink-2"), fontFamily, fontSize: 12 };
  return {
    animation: !still,
    animationDuration: 300,
    color: palette,
    textStyle: { fontFamily },
    grid: { left: 4, right: 20, top: 12, bottom: 16 + 24 * legendRows(figures.series.map((line) => line.name), width), containLabel: true },
    legend: { bottom: 0, left: 0, itemWidth: 10, itemHeight: 10, itemGap: 16, icon: "roundRect", textStyle: words },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: value("--line"), opacity: 0.5 } }, confine: true, backgroundColor: value("--surface"), borderColor: value("--line"), padding: 12, formatter: (points) => tip(points, figures) },
    xAxis: { type: "category", data: figures.days.map((day) => day.brief), axisLine: { lineStyle: { color: value("--line-strong") } }, axisTick: { show: false }, axisLabel: { ...words, hideOverlap: true } },
    yAxis: { type: "value", axisLabel: { ...words, formatter: (n) => n.toLocaleString(figures.locale) }, splitLine: { lineStyle: { color: value("--line") } } },
    series: figures.series.map((line) => ({ name: line.name, type: "bar", stack: "credits", barMaxWidth: 28, data: line.values, emphasis: { focus: "series" } })),
  };
}

/** Built from elements, not text: an action's name is never read as markup, and no inline style is needed. */
function tip(points, figures) {
  const box = document.createElement("div");
  box.className = "tip";
  const day = figures.days[points[0].dataIndex];
  box.append(Object.assign(document.createElement("b"), { textContent: day.label }));
  for (const point of points.filter((p) => p.value > 0)) {
    const line = document.createElement("span");
    const name = document.createElement("span");
    const mark = document.createElement("i");
    mark.style.background = point.color;
    name.append(mark, point.seriesName);
    line.append(name, point.value.toLocaleString(figures.locale, { maximumFractionDigits: 6 }));
    box.append(line);
  }
  box.append(Object.assign(document.createElement("span"), { textContent: day.total }));
  return box;
}
