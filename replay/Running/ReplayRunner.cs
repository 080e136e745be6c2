using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.Core.Safety;
using Executor.Replay.Feed;
using Executor.Replay.Results;
using Executor.Replay.Settings;
using Executor.Replay.Signals;
using Executor.Simulator.Engine;

namespace Executor.Replay.Running;

/// <summary>Drives one symbol's feed and signals through the core and the matching engine.</summary>
internal sealed class ReplayRunner
{
    private const int RowsBetweenReports = 16 * 1024;

    private readonly ReplaySettings _settings;
    private readonly BarTable _bars = new();
    private readonly TradeLedger _ledger = new();
    private readonly MatchingEngine _engine;
    private readonly VirtualMarket _market;

    private ReplayRunner(ReplaySettings settings, SymbolRules rules, SignalLog log, bool isChecked, IPositionRules core, Bar first)
    {
        _settings = settings;
        Rules = rules;
        _engine = new MatchingEngine(new EngineOptions
        {
            MakerFee = settings.FeeFraction,
            TakerFee = settings.FeeFraction,
            SlippageTicks = settings.SlippageTicks,
        });
        _engine.AddSymbol(rules, first.Close, first.Time - TimeSpan.FromMinutes(1));
        var account = settings.Symbol.Settings.Account;
        _engine.Deposit(rules.QuoteAsset, settings.QuoteBalance, account, rules.Symbol);
        Checker = isChecked ? new SafetyChecker(new EngineBooks(_engine, rules, account), rules, settings.Symbol.Settings) : null;
        var driver = new PositionDriver(core, settings, rules, _engine, _bars, _ledger, Checker);
        _market = new VirtualMarket(_engine, driver, new SignalQueue(log.New), _bars, rules);
    }

    private SymbolRules Rules { get; }

    private SafetyChecker? Checker { get; }

    /// <summary>Replays <paramref name="feed"/> to its end.</summary>
    /// <param name="feed">The feed, from its first row.</param>
    /// <param name="log">The signals.</param>
    /// <param name="settings">How to trade.</param>
    /// <param name="isChecked">Verify the safety properties after every step.</param>
    /// <param name="core">What decides; normally <see cref="CoreRules"/>.</param>
    /// <param name="progress">Told the number of rows now and then; may be null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ReplayInputException">The feed cannot be replayed.</exception>
    /// <exception cref="PositionStuckException">The position does not come to rest.</exception>
    public static ReplayResult Run(
        FeedFile feed, SignalLog log, ReplaySettings settings, bool isChecked, IPositionRules core, Action<long>? progress,
        CancellationToken cancellationToken)
    {
        var start = FeedStart.Read(feed);
        var rules = RulesFrom(start, settings.Symbol);
        var runner = new ReplayRunner(settings, rules, log, isChecked, core, start.Rows[0]);
        foreach (var late in log.Late)
        {
            runner._ledger.Skip(late, late.Time, "late", "a newer signal came before it");
        }

        runner.Drive(start, feed, progress, cancellationToken);
        return runner.Result(feed, log);
    }

    /// <summary>The tick is the finest that the first rows are printed in, unless it was set.</summary>
    private static SymbolRules RulesFrom(FeedStart start, SymbolConfiguration configuration) =>
        SymbolRulesDefaults.For(configuration.Settings.Symbol, start.Rows[0].Close, start.Decimals, configuration.Rules);

    private void Drive(FeedStart start, FeedFile feed, Action<long>? progress, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var row in start.Rows)
            {
                _market.Take(row);
            }

            Drain(feed, progress, cancellationToken);
            _market.Finish();
        }
        catch (PositionStuckException stuck) when (Checker is not null)
        {
            throw new PositionStuckException(stuck.Message, stuck) { Violations = Checker.Violations };
        }
    }

    private void Drain(FeedFile feed, Action<long>? progress, CancellationToken cancellationToken)
    {
        var market = _market;
        for (var countdown = RowsBetweenReports; feed.TryRead(out var bar); countdown--)
        {
            market.Take(bar);
            if (countdown == 0)
            {
                countdown = RowsBetweenReports;
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(feed.Rows);
            }
        }
    }

    private ReplayResult Result(FeedFile feed, SignalLog log)
    {
        var change = _engine.BalanceOf(Rules.QuoteAsset, _settings.Symbol.Settings.Account, Rules.Symbol).Net - _settings.QuoteBalance;
        Checker?.AtEnd(_ledger.Closed, change);
        return new ReplayResult
        {
            Rules = Rules,
            Settings = [.. _settings.Describe(Rules)],
            Feed = new FeedSummary { Rows = feed.Rows, Malformed = [.. feed.Malformed], Bars = _bars.Bars },
            Trades = _ledger.Trades,
            Skips = _ledger.Skips,
            SignalLines = log.Lines,
            Duplicates = log.Duplicates,
            Invalid = log.Invalid,
            Ignored = log.Ignored,
            QuoteBalanceChange = change,
            Violations = Checker?.Violations ?? [],
        };
    }
}
