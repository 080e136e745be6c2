using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Ledger;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Ledger;

public sealed class TradeLedgerGrainTests
{
    private static readonly DateTimeOffset January = new(2025, 1, 31, 23, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset February = new(2025, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Append_WhenTheSameTradeComesAgain_ChangesNothing()
    {
        await using var fleet = await TestFleet.StartAsync();

        Assert.True(await fleet.Ledger().AppendAsync(Record(1, January), CancellationToken.None));
        Assert.False(await fleet.Ledger().AppendAsync(Record(1, January) with { CloseReason = "other" }, CancellationToken.None));

        Assert.Equal("SL", Assert.Single(await AllAsync(fleet.Ledger())).CloseReason);
    }

    [Fact]
    public async Task Append_WhenASheetIsFull_BeginsAnotherAndKeepsAllOverARestart()
    {
        const int trades = (2 * StoredLedger.SheetLength) + 3;
        var fleet = await TestFleet.StartAsync();
        for (var number = 0; number < trades; number++)
            await fleet.Ledger().AppendAsync(Record(number, January), CancellationToken.None);

        await using var next = await fleet.RestartAsync();

        Assert.False(await next.Ledger().AppendAsync(Record(0, January), CancellationToken.None)); // stands on the first sheet
        Assert.Equal(Enumerable.Range(0, trades).Select(KeyOf), (await AllAsync(next.Ledger())).Select(record => record.Key));
        Assert.Equal(trades, (await next.Ledger().SummaryAsync(LedgerMonth.Of(January), CancellationToken.None)).Aborted);
    }

    [Fact]
    public async Task Append_WhenTheSheetIsNotWrittenAfterTheTableOfContents_IsDoneByARepetition()
    {
        var fleet = await TestFleet.StartAsync();
        fleet.Faults.BeforeWrite = state => state is LedgerSheet ? throw new IOException("killed") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => fleet.Ledger().AppendAsync(Record(1, January), CancellationToken.None));

        await using var next = await fleet.RestartAsync();
        Assert.Empty(await AllAsync(next.Ledger()));
        Assert.True(await next.Ledger().AppendAsync(Record(1, January), CancellationToken.None));

        Assert.Single(await AllAsync(next.Ledger()));
    }

    [Fact]
    public async Task Read_WhenMonthsDiffer_GivesWhatClosedInTheTimeAsked()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Ledger().AppendAsync(Record(1, January), CancellationToken.None);
        await fleet.Ledger().AppendAsync(Record(2, February), CancellationToken.None);

        Assert.Equal([KeyOf(1)], (await AllAsync(fleet.Ledger(), January, February)).Select(record => record.Key));
        Assert.Equal([KeyOf(2)], (await AllAsync(fleet.Ledger(), February, February.AddMonths(1))).Select(record => record.Key));
        Assert.Equal(1, (await fleet.Ledger().SummaryAsync(LedgerMonth.Of(February), CancellationToken.None)).Aborted);
        Assert.Equal(0, (await fleet.Ledger().SummaryAsync(new LedgerMonth(2024, 2), CancellationToken.None)).Aborted);
    }

    [Fact]
    public async Task Append_WhenTheTradeIsOfAnotherSymbol_IsRefused()
    {
        await using var fleet = await TestFleet.StartAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => fleet.Ledger(TestFleet.OtherSymbol).AppendAsync(Record(1, January), CancellationToken.None));

        Assert.Contains("is of BTCUSDC and does not belong into the ledger of ETHUSDC", refusal.Message, StringComparison.Ordinal);
    }

    private static string KeyOf(int number) => $"EX_EN_{number}";

    private static TradeRecord Record(int number, DateTimeOffset closedAt)
    {
        var trade = new Trade
        {
            Key = KeyOf(number),
            SignalKey = "s",
            SignalTime = closedAt,
            OpenedAt = closedAt,
            Plan = new TradePlan
            {
                Side = PositionSide.Long, SignalPrice = 100m, KEntry = 1m, FeedEntry = 100m, FeedStop = 99m, FeedTarget1 = 101m, FeedTarget2 = 102m,
                Entry = 100m, Stop = 99m, Target1 = 101m, Target2 = 102m, Quantity = 1m, Legs = default,
            },
            Entry = EntryPhase.Done,
            EntrySince = closedAt,
        };
        var rules = new SymbolRules { Symbol = TestFleet.Symbol, BaseAsset = "BTC", QuoteAsset = "USDC", TickSize = 0.01m, LotStep = 0.00001m };
        var closed = new ClosedTrade { Trade = trade, At = closedAt, Reason = "SL", ExitType = "NORMAL_SL", Result = TradeResult.Of(trade, rules) };
        return TradeRecords.Of(closed, TradingAccount.Spot, rules, epoch: 3);
    }

    private static async Task<List<TradeRecord>> AllAsync(ITradeLedgerGrain ledger, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var records = new List<TradeRecord>();
        for (int? page = 0; page is { } number;)
        {
            var read = await ledger.ReadAsync(from ?? DateTimeOffset.UnixEpoch, to ?? January.AddYears(1), number, CancellationToken.None);
            records.AddRange(read.Records);
            page = read.Next;
        }
        return records;
    }
}
