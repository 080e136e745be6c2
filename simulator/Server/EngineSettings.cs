using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Settings;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Server;

/// <summary>What a scenario means for an engine.</summary>
internal static class EngineSettings
{
    public static SymbolRules RulesOf(MarketScenario market) => SymbolRulesDefaults.For(
        market.Symbol, market.Price, market.PriceDecimals, new RuleOverrides { LotStep = market.LotStep, MinNotional = market.MinNotional });

    public static EngineOptions Of(
        Scenario scenario, ILiquidity liquidity, ILoanFaults loanFaults, Func<string, bool> refusesPendingLegs, Func<string, MarketIds> idsOf) => new()
    {
        MakerFee = scenario.Fees.Maker,
        TakerFee = scenario.Fees.Taker,
        PayFeesInBnb = scenario.Fees.InBnb,
        BnbPrice = scenario.Fees.BnbPrice,
        BnbDiscount = scenario.Fees.BnbDiscount,
        SlippageTicks = scenario.Markets.Max(market => market.SpreadTicks),
        Liquidity = liquidity,
        RefusesPendingLegs = refusesPendingLegs,
        IdsOf = idsOf,
        CancelledOrdersKeepTheirName = scenario.Switches.CancelledOrdersKeepTheirName,
        ReplaceReportsFilter = scenario.Switches.ReplaceReportsFilter,
        MismatchedIdsHaveOwnCode = scenario.Switches.MismatchedIdsHaveOwnCode,
        AnnounceTrigger = scenario.Switches.AnnounceTrigger,
        Margin = new MarginOptions
        {
            OtherTerms = new LoanTerms { HourlyRate = scenario.Margin.HourlyRate, MinBorrow = scenario.Margin.MinBorrow },
            Terms = scenario.Margin.MaxBorrow.ToImmutableDictionary(pair => pair.Key, pair => new LoanTerms
            {
                HourlyRate = scenario.Margin.HourlyRate,
                MinBorrow = scenario.Margin.MinBorrow,
                MaxBorrow = pair.Value,
            }),
            LoanProcessing = TimeSpan.FromMilliseconds(scenario.Margin.ProcessingMilliseconds),
            Faults = loanFaults,
            IsolatedLimitHasOwnCode = scenario.Switches.IsolatedLimitHasOwnCode,
            ShortFundsHaveOwnCode = scenario.Switches.ShortMarginFundsHaveOwnCode,
            ListsMayRepay = scenario.Switches.MarginListsMayRepay,
        },
    };
}
