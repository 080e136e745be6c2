using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Simulator.Server.Market;

namespace Executor.Simulator.Server.Control;

/// <summary>Prices, sources, books, status and rules of markets by hand.</summary>
internal sealed class MarketControl(Venue venue, MarketDriver driver, MakerBooks books)
{
    public Task ListAsync(ControlCall call) =>
        call.AnswerAsync([.. venue.Symbols.Select(StandingOf)], ControlJson.Default.ImmutableArrayMarketStanding);

    public async Task SetPriceAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        var change = await call.BodyAsync(ControlJson.Default.PriceChange);
        if (change.Price <= 0m)
            throw ControlException.Bad($"price: must be above 0, is {change.Price}.");
        if (change.Quantity <= 0m)
            throw ControlException.Bad($"quantity: must be above 0, is {change.Quantity}.");
        if (change.DurationMs is < 0 or > MaxDuration)
            throw ControlException.Bad($"durationMs: must be 0 to {MaxDuration}, is {change.DurationMs}.");
        var quantity = change.Quantity ?? driver.UsualQuantity(symbol);
        driver.Follow(symbol, null);
        switch (change.Move)
        {
            case PriceMove.Jump:
                driver.Jump(symbol, change.Price, quantity);
                break;
            case PriceMove.Sweep:
                driver.Sweep(symbol, change.Price, quantity);
                break;
            case PriceMove.Walk:
                driver.Follow(symbol, new WalkSource(
                    venue.QuoteOf(symbol).Last, change.Price, venue.RulesOf(symbol)!.TickSize, quantity, venue.Clock.Now,
                    TimeSpan.FromMilliseconds(change.DurationMs)));
                break;
        }
        await AnswerAsync(call, symbol);
    }

    public async Task SetSourceAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        var change = await call.BodyAsync(ControlJson.Default.SourceChange);
        driver.Follow(symbol, change.Source switch
        {
            SourceKind.Manual => null,
            SourceKind.Seeded => driver.Seeded(symbol, change.Seed ?? venue.Scenario.Seed),
            SourceKind.Feed => Feed(symbol, change),
        });
        await AnswerAsync(call, symbol);
    }

    public async Task SetBookAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        var shape = await call.BodyAsync(ControlJson.Default.BookShape);
        if (shape.Error is { } error)
            throw ControlException.Bad(error);
        if (shape.SpreadTicks is { } spread)
            venue.ChangeSpread(symbol, spread);
        books.Shape(symbol, shape);
        await AnswerAsync(call, symbol);
    }

    public Task ClearBookAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        books.Shape(symbol, null);
        return AnswerAsync(call, symbol);
    }

    public async Task SetStatusAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        var change = await call.BodyAsync(ControlJson.Default.StatusChange);
        if (!Enum.IsDefined(change.Status))
            throw ControlException.Bad("status: must be Trading, CancelOnly or Halt.");
        venue.ChangeStatus(symbol, change.Status);
        await AnswerAsync(call, symbol);
    }

    public async Task SetRulesAsync(ControlCall call)
    {
        var symbol = SymbolOf(call);
        var change = await call.BodyAsync(ControlJson.Default.RulesChange);
        if (change is { TickSize: <= 0m })
            throw ControlException.Bad($"tickSize: must be above 0, is {change.TickSize}.");
        decimal?[] bounds = [change.LotStep, change.MinQuantity, change.MaxQuantity, change.MarketMaxQuantity, change.MinNotional, change.MaxNotional];
        if (bounds.Any(bound => bound < 0m))
            throw ControlException.Bad("Steps and bounds must be 0 or more; 0 switches a rule off.");
        // A market that does not trade shows itself so; its rules themselves do not change by that.
        venue.ChangeRules(change.Apply(venue.RulesOf(symbol)! with { IsTrading = true }));
        await AnswerAsync(call, symbol);
    }

    private const long MaxDuration = 604_800_000; // a week

    private FeedSource Feed(string symbol, SourceChange change)
    {
        if (string.IsNullOrWhiteSpace(change.File))
            throw ControlException.Bad("file: a feed needs the path of its file.");
        if (change.Speed is <= 0m or > 100_000m)
            throw ControlException.Bad($"speed: must be above 0 and at most 100000, is {change.Speed}.");
        LoadedFeed feed;
        try
        {
            feed = FeedTable.Load(File.ReadAllText(change.File));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ControlException.Bad($"file: cannot be read: {exception.Message}");
        }
        if (feed.Problem is { } problem)
            throw ControlException.Bad($"file: {problem}.");
        var bars = feed.Bars.Skip(Math.Max(0, change.SkipRows)).Where(bar => bar.Low > 0m && bar.Low <= bar.Close && bar.Close <= bar.High).ToImmutableArray();
        if (bars.IsEmpty)
            throw ControlException.Bad($"file: no row is left to be played ({feed.RowsDropped} could not be read, {change.SkipRows} are left out).");
        return new FeedSource(bars, venue.RulesOf(symbol)!.TickSize, driver.UsualQuantity(symbol), change.Speed, venue.Clock.Now);
    }

    private string SymbolOf(ControlCall call) => call.Part("symbol") is var symbol && venue.FindMarket(symbol) is not null
        ? symbol
        : throw ControlException.Missing($"There is no market {symbol}; there are {string.Join(", ", venue.Symbols)}.");

    private Task AnswerAsync(ControlCall call, string symbol) => call.AnswerAsync(StandingOf(symbol), ControlJson.Default.MarketStanding);

    private MarketStanding StandingOf(string symbol)
    {
        var quote = venue.QuoteOf(symbol);
        return new MarketStanding(
            symbol, venue.StatusOf(symbol), driver.SourceOf(symbol)?.Name ?? "manual", quote.Last, quote.Bid, quote.Ask, books.ShapeOf(symbol),
            venue.RulesOf(symbol)!);
    }
}
