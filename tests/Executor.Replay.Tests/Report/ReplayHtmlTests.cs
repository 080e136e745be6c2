using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Executor.Replay.Tests.Report;

public sealed partial class ReplayHtmlTests
{
    [Fact]
    public async Task Page_OfAReplay_DrawsEveryTradeAndNeedsNothingElse()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m).Row(101_010m, 100_000m, 101_000m)
            .Row(101_000m, 99_500m, 99_500m).Quiet(1, 99_500m).Peak(99_500m);

        await scenario.RunCommandAsync(html: true);

        var page = await File.ReadAllTextAsync(scenario.PathOf("out.html"), TestContext.Current.CancellationToken);
        var drawings = Drawing().Matches(page).Select(match => XElement.Parse(match.Value)).ToList();
        Assert.Equal(2, drawings.Count);
        var titles = drawings[1].Descendants("title").Select(title => title.Value).ToList();
        Assert.Contains("entry 0.03 at 100000, 2025-03-01T00:05:00.2Z", titles);
        Assert.Contains("tp1 0.01 at 101000, 2025-03-01T00:06:39.8021782Z", titles);
        Assert.Contains("stop 100000, break_even, 2025-03-01T00:06:39.8021782Z", titles);
        Assert.Contains("first target 101000", titles);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
