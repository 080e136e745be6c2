using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Signals;
using Executor.Exchange.Http;
using Executor.Exchange.Rules;
using Executor.Exchange.Signing;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>The market of one symbol as it stands.</summary>
/// <param name="Setup">The symbol.</param>
/// <param name="Rules">Its rules, as they hold on its account.</param>
/// <param name="Price">Last price, quote per base.</param>
internal sealed record CheckedMarket(SymbolSetup Setup, SymbolRules Rules, decimal Price);

/// <summary>Would the exchange take the orders of a trade of this symbol, as it is configured, at the present price?</summary>
internal static class SymbolCheck
{
    private const string Check = "rules";

    /// <summary>Checks one symbol; null when nothing more can be said about it.</summary>
    public static async Task<CheckedMarket?> RunAsync(
        SymbolSetup setup, AccountReads reads, ValidationReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var symbol = setup.Symbol;
        SymbolRules? listed;
        var isFeedListed = true;
        try
        {
            listed = await reads.RulesAsync(symbol, cancellationToken).ConfigureAwait(false);
            if (setup.FeedSymbol is { } feed)
                isFeedListed = await reads.RulesAsync(feed, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (RulesUnavailableException exception)
        {
            report.NotRead(Check, symbol, $"cannot be read: {exception.Message}", "Try again; nothing can be traded without the rules.");
            return null;
        }

        if (listed is null)
        {
            report.Fail(Check, symbol, $"the exchange does not list it", $"Correct {SettingNames.Symbols}.");
            return null;
        }

        var rules = listed.For(setup.Configuration.Settings.Account);
        if (!rules.IsTrading)
            report.Fail(Check, symbol, $"no orders are taken at present", "Wait until the exchange trades it again, or take it off the roster.");
        if (!isFeedListed)
            report.Fail(Check, symbol, $"its feed is quoted in {setup.FeedSymbol}, which the exchange does not list", $"Correct {SettingNames.FeedSymbol}.");
        Overrides(setup, rules, report);
        var (price, problem) = await reads.ReadAsync(SpotEndpoints.Price, new RequestParameters().Add("symbol", symbol), cancellationToken).ConfigureAwait(false);
        if (price is not { } answer || AccountReads.Amount(answer, "price") is not (> 0m and var last))
        {
            report.NotRead(Check, symbol, $"its price cannot be read: {problem}", "Try again; the size of its orders cannot be checked.");
            return null;
        }

        Ladder(setup, rules, last, report, now);
        return new CheckedMarket(setup, rules, last);
    }

    /// <summary>A whole trade is planned on an invented bar at the present price and put through the checks that an entry goes through.</summary>
    private static void Ladder(SymbolSetup setup, SymbolRules rules, decimal price, ValidationReport report, DateTimeOffset now)
    {
        var settings = setup.Configuration.Settings;
        var signal = new Signal { Key = "validate", Side = PositionSide.Long, Time = now, Price = price };
        var bar = new Bar(now, price, price, price);
        switch (TradePlanner.Plan(signal, new BarSeries(new[] { bar }), 1m, settings with { FeedMaxAge = TimeSpan.Zero }, rules))
        {
            case PlanOutcome.Refused refused:
                report.Fail(Check, setup.Symbol, $"a trade of QTY_USD {settings.QuoteNotional} at {price} would be refused: {refused.Detail}", "Raise QTY_USD.");
                break;
            case PlanOutcome.Planned { Plan: var plan }:
                var problems = LadderCheck.Check(plan, rules, settings);
                if (problems.IsEmpty)
                {
                    report.Pass(
                        Check, setup.Symbol,
                        $"QTY_USD {settings.QuoteNotional} buys {plan.Quantity} {rules.BaseAsset} in legs of {plan.Legs.First}, {plan.Legs.Second}, {plan.Legs.Third}; tick {rules.TickSize}, step {rules.LotStep}, least {rules.MinQuantity} and {rules.MinNotional} {rules.QuoteAsset}");
                    break;
                }

                foreach (var problem in problems)
                    report.Fail(Check, setup.Symbol, $"{problem.Filter}: {problem.What} is {problem.Value}, {problem.Rule}", "Raise QTY_USD so that each third of it can be an order, or change the exits.");
                break;
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} is not an answer of the planner.");
        }
    }

    private static void Overrides(SymbolSetup setup, SymbolRules rules, ValidationReport report)
    {
        var given = setup.Configuration.Rules;
        foreach (var (name, value, listed) in new[]
        {
            ("TICK_SIZE", given.TickSize, rules.TickSize), ("QTY_STEP", given.LotStep, rules.LotStep),
            ("MIN_QTY", given.MinQuantity, rules.MinQuantity), ("MIN_NOTIONAL", given.MinNotional, rules.MinNotional),
        })
        {
            if (value is { } set && set != listed)
                report.Warn(Check, setup.Symbol, $"{name} is set to {set} and the exchange says {listed}, which counts", $"Remove {name}.");
        }
    }
}
