using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>Does the roster fit into the request weight of one address, with every symbol in a trade? Arithmetic; nothing is sent.</summary>
internal static class WeightCheck
{
    private const string Check = "weight";

    /// <summary>Orders of a trade that a look may have to ask for one by one: those that ended since the last look.</summary>
    private const int OrdersAsked = 1;

    public static void Run(SiloSettings settings, ValidationReport report)
    {
        var options = new BudgetOptions();
        var weight = settings.Symbols.Where(setup => !setup.Configuration.Settings.Account.IsMargin()).Sum(PerMinute);
        var allowed = options.WeightPerMinute * options.QueryShare;
        var spot = settings.Symbols.Count(setup => !setup.Configuration.Settings.Account.IsMargin());
        if (spot > 0)
            Judge($"{spot} spot symbol(s), all in a trade: {weight:0} of {allowed:0} a minute for looks (every RECONCILE_EVERY_SEC: account {SpotEndpoints.Account.Weight}, open orders {SpotEndpoints.OpenOrders.Weight}, executions {SpotEndpoints.Trades.Weight}, an order {SpotEndpoints.Order.Weight})", weight, allowed, report);

        var margin = settings.Symbols.Where(setup => setup.Configuration.Settings.Account.IsMargin()).ToList();
        var marginAllowed = options.SapiIpWeightPerMinute * options.QueryShare;
        var marginWeight = margin.Sum(setup => MarginEndpoints.Trades.Weight * LooksPerMinute(setup)); // each endpoint has a limit of its own
        if (margin.Count > 0)
            Judge($"{margin.Count} margin symbol(s), all in a trade: {marginWeight:0} of {marginAllowed:0} a minute on each endpoint", marginWeight, marginAllowed, report);
    }

    private static void Judge(FormattableString text, decimal weight, decimal allowed, ValidationReport report)
    {
        if (weight > allowed)
            report.Fail(Check, null, text, "Raise RECONCILE_EVERY_SEC (reports of orders come unasked), or trade fewer symbols from this address.");
        else if (weight > allowed / 2)
            report.Warn(Check, null, text, "There is little room for entries in bad times; raise RECONCILE_EVERY_SEC.");
        else
            report.Pass(Check, null, text);
    }

    private static decimal PerMinute(SymbolSetup setup) => LooksPerMinute(setup)
        * (SpotEndpoints.Account.Weight + SpotEndpoints.OpenOrders.Weight + SpotEndpoints.Trades.Weight + (OrdersAsked * SpotEndpoints.Order.Weight));

    private static decimal LooksPerMinute(SymbolSetup setup) => 60m / (decimal)setup.Configuration.Settings.ReconcileEvery.TotalSeconds;
}
