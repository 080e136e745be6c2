using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Replay.Feed;
using Executor.Replay.Results;
using Executor.Replay.Running;
using Executor.Replay.Settings;
using Executor.Replay.Signals;

namespace Executor.Replay.Tests.Data;

/// <summary>
/// Real days on borrowed money, long and short, and the styles of spot that <see cref="DataReplayTests"/> does not replay. The funds are less
/// than one position, so that every long borrows as every short does. All that is taken for granted of a day is that its log has PEAKs of both kinds, and room for a short.
/// </summary>
public sealed class MarginDataReplayTests
{
    private static readonly string[] Spot = ["EXIT_STYLE=LEGS", "EXIT_STYLE=BRACKET", "EXIT_STYLE=LEGS COMMAND_LATENCY_MS=250", "EXIT_STYLE=BRACKET COMMAND_LATENCY_MS=250"];

    private static readonly string[] Margin =
    [
        "MARGIN_BORROW_MODE=MANUAL EXIT_STYLE=OCO",
        "MARGIN_BORROW_MODE=AUTO EXIT_STYLE=LEGS COMMAND_LATENCY_MS=250",
        "MARGIN_BORROW_MODE=AUTO EXIT_STYLE=OCO",
        "MARGIN_BORROW_MODE=MANUAL EXIT_STYLE=LEGS",
        "MARGIN_BORROW_MODE=MANUAL EXIT_STYLE=OCO COMMAND_LATENCY_MS=250",
    ];

    /// <summary>Each folder once on every kind of account; the ways to borrow and the styles take turns.</summary>
    public static TheoryData<string, string> Runs()
    {
        var runs = new TheoryData<string, string>();
        foreach (var (index, row) in DataFolders.All().Index())
        {
            var folder = row.Data;
            runs.Add(folder, Spot[index % Spot.Length]);
            runs.Add(folder, $"TRADE_MODE=MARGIN PAPER_QUOTE_BALANCE=60 MARGIN_ISOLATED=false {Margin[index % Margin.Length]}");
            runs.Add(folder, $"TRADE_MODE=MARGIN PAPER_QUOTE_BALANCE=60 MARGIN_ISOLATED=true {Margin[(index + 2) % Margin.Length]}");
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Replay_OfADataFolder_IsSafeAndLeavesNeitherPositionNorDebt(string folder, string settings)
    {
        var result = Run(folder, settings.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));

        Assert.Empty(result.Violations);
        var peaks = File.ReadLines(DataFolders.PathOf(folder, "peaks.csv")).Skip(1).Count();
        Assert.Equal(peaks, result.Trades.Length + result.Skips.Length);
        Assert.All(result.Trades, closed => AssertIsWhole(closed, result.Rules));
        var mayGoShort = settings.Contains("MARGIN", StringComparison.Ordinal);
        Assert.Equal(mayGoShort, result.Skips.All(skip => skip.Reason != "short_needs_margin"));
        Assert.Equal(mayGoShort, result.Trades.Any(closed => closed.Trade.Plan.Side == PositionSide.Short));
        Assert.Equal(mayGoShort, result.Trades.All(closed => closed.Trade.Loan is { Borrowed: > 0m }));
    }

    /// <summary>Nothing rests, nothing is owed, what was bought was sold again but for dust, and the profit is the money of the executions.</summary>
    private static void AssertIsWhole(ClosedTrade closed, SymbolRules rules)
    {
        var trade = closed.Trade;
        Assert.DoesNotContain(trade.Orders, order => order.IsLive);
        Assert.All(trade.Legs, leg => Assert.Equal(0m, leg.OpenQuantity));
        Assert.Equal(0m, trade.Loan?.Owed ?? 0m);
        var (held, cash) = (0m, 0m);
        foreach (var (order, fill) in trade.Fills)
        {
            var sign = order.Side == OrderSide.Buy ? 1m : -1m;
            held += (sign * fill.Quantity) - (fill.CommissionAsset == rules.BaseAsset ? fill.Commission : 0m);
            cash -= (sign * fill.Price * fill.Quantity) + (fill.CommissionAsset == rules.QuoteAsset ? fill.Commission : 0m);
        }

        var (owedBase, owedQuote) = trade.Loan switch
        {
            { } loan when loan.Asset == rules.BaseAsset => (loan.Interest - loan.Residue, 0m),
            { } loan => (0m, loan.Interest),
            null => (0m, 0m),
        };
        held -= owedBase;
        Assert.True(Math.Abs(held) < rules.LotStep || Math.Abs(held) * trade.Plan.Entry < 2m * rules.MinNotional, $"{trade.Key} left {held} {rules.BaseAsset}.");
        Assert.Equal(cash - owedQuote, closed.Result.ProfitQuote);
        var stops = trade.Stops.Select(stop => stop.Price).ToList();
        Assert.Equal(trade.Plan.Side == PositionSide.Long ? stops.Order() : stops.OrderDescending(), stops);
    }

    private static ReplayResult Run(string folder, Dictionary<string, string> values)
    {
        var path = DataFolders.PathOf(folder, "aggregated.csv");
        var settings = ReplaySettings.Read(values, SymbolChoice.Choose(null, values, path));
        using var feed = FeedFile.Open(path);
        var log = SignalFile.Read(DataFolders.PathOf(folder, "deltascout.log"), settings.Symbol.Settings);
        return ReplayRunner.Run(feed, log, settings, isChecked: true, CoreRules.Instance, progress: null, TestContext.Current.CancellationToken);
    }
}
