namespace Executor.Replay.Report;

/// <summary>Where a moment and an amount lie in a drawing.</summary>
internal sealed class Plane(DateTimeOffset first, DateTimeOffset last, decimal lowest, decimal highest)
{
    public const decimal Width = 960m;
    public const decimal Height = 320m;
    public const decimal Right = 880m;
    private const decimal Top = 12m;
    private const decimal Bottom = 292m;

    private readonly decimal _ticks = Math.Max(1, (last - first).Ticks);
    private readonly decimal _range = highest > lowest ? highest - lowest : 1m;

    /// <summary>Markup of the axes: four amounts on the right, five moments below.</summary>
    public void DrawAxes(Markup markup, int decimals, string timeFormat)
    {
        for (var i = 0; i <= 4; i++)
        {
            var value = lowest + (_range * i / 4m);
            markup.Add($"<path class=\"grid\" d=\"M0 {Y(value)}H{Right}\"/>");
            markup.Add($"<text class=\"axis\" x=\"{Right + 6m}\" y=\"{Y(value) + 4m}\">{Output.Iso.Text(value, decimals)}</text>");
            var time = first.AddTicks((long)(_ticks * i / 4m));
            var anchor = i switch { 0 => "start", 4 => "end", _ => "middle" };
            var label = time.UtcDateTime.ToString(timeFormat, System.Globalization.CultureInfo.InvariantCulture);
            markup.Add($"<text class=\"axis\" x=\"{X(time)}\" y=\"{Bottom + 20m}\" text-anchor=\"{anchor}\">{label}</text>");
        }
    }

    public decimal X(DateTimeOffset time) => Right * (time - first).Ticks / _ticks;

    public decimal Y(decimal value) => Bottom - ((Bottom - Top) * (value - lowest) / _range);
}
