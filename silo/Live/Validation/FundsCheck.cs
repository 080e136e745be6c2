using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;

namespace Executor.Silo.Live.Validation;

/// <summary>Is there enough on the wallet of each symbol for one trade, and who else shares it?</summary>
internal static class FundsCheck
{
    private const string Check = "funds";

    public static async Task RunAsync(
        IReadOnlyCollection<CheckedMarket> markets, JsonElement spot, IExchange exchange, AccountReads reads, ValidationReport report, CancellationToken cancellationToken)
    {
        foreach (var market in markets)
        {
            var settings = market.Setup.Configuration.Settings;
            var reply = settings.Account == TradingAccount.Spot
                ? SpotView(spot, market)
                : await LookAsync(market, exchange, report, cancellationToken).ConfigureAwait(false);
            if (reply is not { } balances)
                continue;
            Funds(market, balances.Quote, report);
            if (settings.Account.IsMargin())
            {
                Margin(market, balances.Level, report);
                await LoanAsync(market, reads, report, cancellationToken).ConfigureAwait(false);
            }
        }

        Shared(markets, report);
    }

    private static void Funds(CheckedMarket market, Balance quote, ValidationReport report)
    {
        var (symbol, settings) = (market.Setup.Symbol, market.Setup.Configuration.Settings);
        if (quote.Free >= settings.QuoteNotional)
            report.Pass(Check, symbol, $"{quote.Free} {quote.Asset} free on {settings.Account}, a trade takes {settings.QuoteNotional}");
        else
            report.Warn(Check, symbol, $"{quote.Free} {quote.Asset} free on {settings.Account}, a trade takes {settings.QuoteNotional}", settings.Account.IsMargin() ? "The rest would be borrowed; transfer funds in, or lower QTY_USD." : "Transfer funds in, or lower QTY_USD: entries would be refused.");
    }

    private static void Margin(CheckedMarket market, decimal? level, ValidationReport report)
    {
        if (level is not { } known)
            report.Pass("margin", market.Setup.Symbol, $"nothing is owed");
        else if (known < 1.5m)
            report.Warn("margin", market.Setup.Symbol, $"margin level {known}: the exchange calls at 1.3 and liquidates at 1.1", "Repay or transfer funds in before anything more is borrowed.");
        else
            report.Pass("margin", market.Setup.Symbol, $"margin level {known}");
    }

    private static async Task LoanAsync(CheckedMarket market, AccountReads reads, ValidationReport report, CancellationToken cancellationToken)
    {
        var (symbol, settings) = (market.Setup.Symbol, market.Setup.Configuration.Settings);
        var isolated = settings.Account == TradingAccount.IsolatedMargin ? symbol : null;
        foreach (var (asset, needed) in new[] { (market.Rules.QuoteAsset, settings.QuoteNotional), (market.Rules.BaseAsset, settings.QuoteNotional / market.Price) })
        {
            var (answer, problem) = await reads.ReadAsync(
                MarginEndpoints.MaxBorrowable, new RequestParameters().Add("asset", asset).Add("isolatedSymbol", isolated), cancellationToken).ConfigureAwait(false);
            if (answer is not { } limits || AccountReads.Amount(limits, "amount") is not { } most)
                report.Warn("loan", symbol, $"what can be borrowed of {asset} cannot be read: {problem}", "Make sure that the asset can be borrowed on this account.");
            else if (most < needed)
                report.Warn("loan", symbol, $"{most} {asset} can be borrowed, a trade without own funds takes {decimal.Round(needed, 8)}", "Add collateral, or lower QTY_USD.");
            else
                report.Pass("loan", symbol, $"{most} {asset} can be borrowed, a trade takes {decimal.Round(needed, 8)} at most");
        }
    }

    /// <summary>Positions tell their holdings apart by what was there before: two of one base asset on one wallet cannot.</summary>
    private static void Shared(IEnumerable<CheckedMarket> markets, ValidationReport report)
    {
        foreach (var group in markets
            .Where(market => market.Setup.Configuration.Settings.Account != TradingAccount.IsolatedMargin)
            .GroupBy(market => (market.Setup.Configuration.Settings.Account, market.Rules.BaseAsset))
            .Where(group => group.Count() > 1))
        {
            var symbols = string.Join(", ", group.Select(market => market.Setup.Symbol));
            report.Warn(
                "hedging", null, $"{symbols} trade {group.Key.BaseAsset} on one wallet ({group.Key.Account}): one may sell or buy against the other, and holdings cannot be told apart",
                "Trade one of them, or give each an isolated margin account.");
        }
    }

    private static (Balance Quote, decimal? Level)? SpotView(JsonElement spot, CheckedMarket market)
    {
        var asset = market.Rules.QuoteAsset;
        var row = spot.TryGetProperty("balances", out var rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray().FirstOrDefault(row => AccountReads.Text(row, "asset") == asset)
            : default;
        return (new Balance(asset, AccountReads.Amount(row, "free") ?? 0m, AccountReads.Amount(row, "locked") ?? 0m), null);
    }

    /// <summary>Quote and margin level on the account of a symbol; null when it cannot be looked at, which is reported.</summary>
    public static async Task<(Balance Quote, decimal? Level)?> LookAsync(
        CheckedMarket market, IExchange exchange, ValidationReport report, CancellationToken cancellationToken)
    {
        var (symbol, account) = (market.Setup.Symbol, market.Setup.Configuration.Settings.Account);
        switch (await exchange.ExecuteAsync(new ExchangeCommand.Inspect(symbol, [], null) { Account = account }, cancellationToken).ConfigureAwait(false))
        {
            case ExchangeReply.Inspected { View: var view }:
                return (view.Quote, view.MarginLevel);
            case ExchangeReply.Unknown unknown:
                report.Fail(Check, symbol, $"the {account} account cannot be read: {unknown.Reason}", "Open the margin account on the exchange's page, and enable margin for the key.");
                return null;
            case ExchangeReply.NotSent unsent:
                report.NotRead(Check, symbol, $"the {account} account cannot be read: {unsent.Reason}", "Try again.");
                return null;
            case var other:
                report.Fail(Check, symbol, $"the {account} account cannot be read: {other.GetType().Name}", "Try again.");
                return null;
        }
    }
}
