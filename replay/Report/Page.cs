namespace Executor.Replay.Report;

/// <summary>The fixed parts of the page. Nothing is fetched from anywhere.</summary>
internal static class Page
{
    public const string Style = """
        :root { color-scheme: light dark; --back: #fbfbfa; --text: #1f2328; --faint: #6b7280;
                --line: #e3e5e8; --good: #1a7f4b; --bad: #c0392b;
                --entry: #1f5fbf; --target: #1a7f4b; --stop: #c0392b; --card: #ffffff; }
        @media (prefers-color-scheme: dark) { :root { --back: #14161a; --text: #e4e6ea; --faint: #98a0ab; --line: #2c3138; --good: #4cc38a;
                --bad: #f0776b; --entry: #6ea8fe; --target: #4cc38a; --stop: #f0776b; --card: #1b1e24; } }
        body { margin: 0 auto; max-width: 1040px; padding: 24px 16px 64px; background: var(--back); color: var(--text);
               font: 14px/1.5 system-ui, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
        h1 { font-size: 22px; margin: 0 0 4px; }
        h2 { font-size: 16px; margin: 32px 0 8px; } h3 { font-size: 14px; margin: 0; font-weight: 600; }
        p { margin: 4px 0; } .faint { color: var(--faint); } .good { color: var(--good); } .bad { color: var(--bad); }
        .paper { display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 0 6px;
                 font-size: 12px; vertical-align: 3px; }
        section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin: 10px 0; }
        .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; }
        .numbers .card { margin: 0; } .numbers b { display: block; font-size: 18px; font-weight: 600; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: right; padding: 3px 8px; white-space: nowrap; }
        th { color: var(--faint); font-weight: 500; border-bottom: 1px solid var(--line); }
        td:first-child, th:first-child { text-align: left; }
        svg { display: block; width: 100%; height: auto; outline-offset: 2px; touch-action: pan-y; }
        svg path, svg circle { vector-effect: non-scaling-stroke; }
        .grid { stroke: var(--line); fill: none; } .axis { fill: var(--faint); font-size: 11px; }
        .up { stroke: var(--good); fill: var(--card); } .down { stroke: var(--bad); fill: var(--bad); }
        .level { fill: none; stroke-dasharray: 5 4; } .entry { stroke: var(--entry); } .target { stroke: var(--target); }
        .stop { fill: none; stroke: var(--stop); stroke-width: 1.5; } .moved { fill: var(--stop); }
        .bought { fill: var(--entry); stroke: var(--card); } .sold { fill: var(--text); stroke: var(--card); }
        .equity { fill: none; stroke: var(--entry); stroke-width: 1.5; }
        """;

    public const string Script = """
        for (const svg of document.querySelectorAll('svg.zoom')) {
          const box = svg.viewBox.baseVal, whole = [box.x, box.y, box.width, box.height];
          let grip = null;
          const at = e => { const r = svg.getBoundingClientRect();
            return [(e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height]; };
          const show = (x, y, w, h) => svg.setAttribute('viewBox', [x, y, w, h].join(' '));
          const zoom = (factor, fx, fy) => {
            const w = Math.min(whole[2], box.width * factor), h = whole[3] * w / whole[2];
            const x = box.x + (box.width - w) * fx, y = box.y + (box.height - h) * fy;
            show(Math.max(0, Math.min(whole[2] - w, x)), Math.max(0, Math.min(whole[3] - h, y)), w, h);
          };
          svg.addEventListener('wheel', e => {
            if (document.activeElement !== svg) return;
            e.preventDefault();
            zoom(e.deltaY < 0 ? 0.8 : 1.25, ...at(e));
          }, { passive: false });
          svg.addEventListener('pointerdown', e => { svg.focus();
            grip = [e.clientX, e.clientY, box.x, box.y]; svg.setPointerCapture(e.pointerId); });
          svg.addEventListener('pointermove', e => {
            if (!grip) return;
            const r = svg.getBoundingClientRect();
            show(grip[2] - (e.clientX - grip[0]) * box.width / r.width,
              grip[3] - (e.clientY - grip[1]) * box.height / r.height, box.width, box.height);
          });
          svg.addEventListener('pointerup', () => { grip = null; });
          svg.addEventListener('dblclick', () => show(...whole));
          svg.addEventListener('keydown', e => {
            if (e.key === '+') zoom(0.8, 0.5, 0.5); else if (e.key === '-') zoom(1.25, 0.5, 0.5); else if (e.key === '0') show(...whole);
          });
        }
        """;
}
