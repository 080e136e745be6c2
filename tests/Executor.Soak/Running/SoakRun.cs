using Executor.BooksAudit;
using System.Diagnostics;

namespace Executor.Soak.Running;

/// <summary>Many symbols on all wallets, a fast market, signals without end and an exchange that fails now and then; the books are judged all along.</summary>
internal sealed class SoakRun(SoakOptions options, string folder, TextWriter output)
{
    private const int SecondsPerSample = 5;
    private const int SecondsPerMemory = 30;
    private const int SecondsPerCut = 60;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(150);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["QTY_USD"] = "400",
        ["COOLDOWN_SEC"] = "5",
        ["LOCK_SEC"] = "2",
        ["LIVE_ENTRY_TIMEOUT_SEC"] = "10",
        ["SWING_MINS"] = "1",
        ["SL_PCT"] = "0.001",
        ["MANAGE_EVERY_SEC"] = "1",
        ["RECONCILE_EVERY_SEC"] = "15",
        ["INVAR_EVERY_SEC"] = "2",
        ["TRAIL_UPDATE_EVERY_SEC"] = "2",
        ["EXITS_RETRY_EVERY_SEC"] = "2",
        ["I13_GRACE_SEC"] = "60",
        ["LOG_MAX_LINES"] = "10000000",
    };

    private readonly Audit _audit = new(new AuditOptions { Cooldown = TimeSpan.FromSeconds(5), Unnoticed = TimeSpan.FromSeconds(30) });
    private readonly Random _draw = new((int)options.Seed);

    /// <summary>Runs it; what was seen.</summary>
    public async Task<SoakReport> RunAsync()
    {
        IReadOnlyList<TradedSymbol> roster = [.. Roster.Mixed.Take(options.Symbols)];
        await using var exchange = await SimulatorControl.StartAsync(folder, roster, options.Seed);
        var history = new HistoryReader(exchange.Http);
        await MarketFeed.PlayAsync(exchange, roster, folder, options.MarketMinutes + (int)(options.Speed * 10m), options.Speed, options.Seed);
        await using var silo = await SiloControl.StartAsync(Machine.This, exchange, roster, folder, Settings, () => Task.CompletedTask);
        var memory = new MemoryLog(silo);
        if (options.Faults > 0m)
            await FaultPlan.SetAsync(exchange, options.Faults, options.Seed);
        var clock = Stopwatch.StartNew();
        var released = await TradeAsync(exchange, silo, history, memory, clock);
        var struck = await FaultPlan.StruckAsync(exchange);
        await exchange.EndFaultsAsync();

        var recovery = Stopwatch.StartNew();
        var left = await UntilAsync(silo, position => position.IsFlat || position.IsProtected, Recovery);
        recovery.Stop();
        _audit.Take(await history.ReadAsync(CancellationToken.None));
        _audit.AtRest();
        foreach (var position in (await silo.PositionsAsync()).Where(position => !position.IsFlat))
            await silo.FlattenAsync(position.Symbol);
        var unflat = await UntilAsync(silo, position => position.IsFlat, Recovery);
        _audit.Take(await history.ReadAsync(CancellationToken.None));
        _audit.AtFlat();
        var ledger = await silo.LedgerAsync();
        _audit.Compare(ledger);
        return new SoakReport
        {
            Options = options,
            Audit = _audit,
            Struck = struck,
            Alarms = AlarmLog.Read(silo.Journal),
            Memory = memory,
            Released = released,
            Closed = ledger.Count,
            Recovery = recovery.Elapsed,
            Unrecovered = [.. left, .. unflat],
            Usage = await Usage.ReadAsync(exchange),
        };
    }

    /// <summary>Signals come while the market lasts; a symbol that was taken out of trading is given back, as its owner would.</summary>
    private async Task<int> TradeAsync(SimulatorControl exchange, SiloControl silo, HistoryReader history, MemoryLog memory, Stopwatch clock)
    {
        var released = 0;
        using var timer = new PeriodicTimer(Tick);
        for (var second = 0; clock.Elapsed < options.Duration; second++)
        {
            await timer.WaitForNextTickAsync();
            if (silo.HasExited)
                throw new InvalidOperationException($"The executor has ended.\n{silo.Output}");
            var prices = await exchange.PricesAsync();
            foreach (var position in await silo.PositionsAsync())
            {
                if (position is { Hold: not null, UnknownIntents: 0 })
                {
                    released++;
                    await silo.ReleaseAsync(position.Symbol);
                }
                else if (position.IsFlat && _draw.Next(3) == 0)
                {
                    await silo.PeakAsync(position.Symbol, _draw.Next(2) == 0 ? "long" : "short", prices[position.Symbol]);
                }
            }

            if (second % SecondsPerMemory == 0)
                await memory.SampleAsync(clock.Elapsed);
            if (second % SecondsPerSample == 0)
            {
                _audit.Take(await history.ReadAsync(CancellationToken.None));
            }

            if (options.Faults > 0m && second % SecondsPerCut == SecondsPerCut - 1)
                await exchange.PostAsync("/streams/cut", new { }); // F14
            if (second % 30 == 0)
                await output.WriteLineAsync($"{clock.Elapsed:mm\\:ss}  {_audit.Trades} trades, {_audit.Executions} executions, {_audit.Violations.Length} violations");
        }

        return released;
    }

    /// <summary>Waits until all positions are as wanted; those that are not in time.</summary>
    private static async Task<IReadOnlyList<PositionShown>> UntilAsync(SiloControl silo, Func<PositionShown, bool> isWanted, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        while (true)
        {
            var left = (await silo.PositionsAsync()).Where(position => !isWanted(position)).ToList();
            if (left.Count == 0 || clock.Elapsed > limit)
                return left;
            await timer.WaitForNextTickAsync();
        }
    }
}
