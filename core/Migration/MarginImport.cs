using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Migration;

/// <summary>Debts and the baseline of the original's file.</summary>
internal sealed class MarginImport(FieldLedger file, SymbolSettings settings, SymbolRules rules)
{
    private const string Debts = "margin.borrowed_by_trade";
    private const string Baseline = "baseline.active";

    /// <summary>Adds the loan and the baseline to <paramref name="trade"/>, and says what becomes of the other debts.</summary>
    public Trade? Apply(Trade? trade)
    {
        file.Ignore("margin.active_trade_key", "the trade that is open says it");
        file.Ignore("margin.last_borrow_skip_reason", "only told the operator");
        ImmutableArray<string> repaid = [.. file.Texts("margin.repaid_trade_keys")];
        file.Ignore("margin.borrowed_trade_keys", "borrowed_by_trade says how much");
        CheckAccount(trade);
        TradeLoan? loan = null;
        foreach (var key in file.Members(Debts))
        {
            foreach (var asset in file.Members($"{Debts}.{key}"))
            {
                var path = $"{Debts}.{key}.{asset}";
                if (file.Positive(path) is not { } amount)
                {
                    continue;
                }

                if (key != trade?.Key || repaid.Contains(key))
                {
                    file.Change(path, $"belongs to no open trade: {Text(amount)} {asset} count as a debt of the account that nothing here repays; repay it by hand");
                }
                else if (!settings.Account.IsMargin())
                {
                    file.Refuse(path, "a debt needs a margin account; set TRADE_MODE=margin");
                }
                else if (!asset.Equals(OwedBy(trade), StringComparison.OrdinalIgnoreCase))
                {
                    file.Change(path, $"a {trade.Plan.Side.Text()} position borrows {OwedBy(trade)}: {Text(amount)} {asset} stay with the account; repay them by hand");
                }
                else
                {
                    file.Change(path, $"the loan of this trade; it is repaid after its close, with interest (W50)");
                    loan = new TradeLoan { Asset = OwedBy(trade), Borrowed = amount, Owed = amount };
                }
            }
        }

        ReadTotals(loan);
        return ReadBaseline(trade is null ? null : trade with { Loan = loan });
    }

    private string OwedBy(Trade trade) => trade.Plan.Side switch
    {
        PositionSide.Long => rules.QuoteAsset,
        PositionSide.Short => rules.BaseAsset,
    };

    private void CheckAccount(Trade? trade)
    {
        const string path = "margin.is_isolated";
        if (!file.Has(path))
        {
            return;
        }

        var isIsolated = file.Flag(path);
        if (trade is not null && settings.Account.IsMargin() && isIsolated != (settings.Account == TradingAccount.IsolatedMargin))
        {
            file.Refuse(path, $"the position is on the {(isIsolated ? "isolated" : "cross")} account; set MARGIN_ISOLATED={(isIsolated ? "TRUE" : "FALSE")}");
        }
    }

    /// <summary>The totals grow for ever in the original (W47); what they have beyond the open trade's loan is reported.</summary>
    private void ReadTotals(TradeLoan? loan)
    {
        foreach (var asset in file.Members("margin.borrowed_assets"))
        {
            var path = $"margin.borrowed_assets.{asset}";
            var rest = (file.Positive(path) ?? 0m) - (asset == loan?.Asset ? loan.Borrowed : 0m);
            file.Change(path, rest > 0m
                ? $"{Text(rest)} beyond the open trade's loan are not taken over: the original's total grows for ever (W47); see on the exchange what is owed"
                : "the open trade's loan says it");
        }
    }

    private Trade? ReadBaseline(Trade? trade)
    {
        const string balances = $"{Baseline}.balances";
        if (file.Text($"{Baseline}.symbol") is { } symbol && !symbol.Equals(settings.Symbol, StringComparison.OrdinalIgnoreCase))
        {
            file.Refuse($"{Baseline}.symbol", $"this file is of {symbol}, not of {settings.Symbol}");
        }

        if (!file.Has(Baseline))
        {
            file.Ignore(Baseline, "none was taken");
            return trade;
        }

        if (trade is null || !settings.Account.IsMargin() || trade.Entry == EntryPhase.Market || trade.Orders[0].Type == OrderType.Market
            || file.Text($"{Baseline}.trade_key") != trade.Key || file.IsoTime($"{Baseline}.ts") is not { } at)
        {
            file.Ignore(Baseline, "no baseline: it is zero on spot, and otherwise was taken after the order (W59); holdings and debts of this trade are not compared at its close");
            return trade;
        }

        // Taken after the loan and the limit order: the order had locked what the loan had brought, and nothing had filled.
        var (baseAsset, quoteAsset, loan) = (rules.BaseAsset, rules.QuoteAsset, trade.Loan);
        var (baseTotal, quoteTotal) = (Total("base"), Total("quote"));
        file.Ignore(Baseline, "read as far as it tells what was held before the trade");
        file.Change(balances, "what was held before the trade: locked counts as free, the loan of this trade is taken off (W59)");
        return trade with
        {
            Baseline = new Baseline(
                at,
                new Balance(baseAsset, Math.Max(0m, baseTotal - Lent(baseAsset)), 0m),
                new Balance(quoteAsset, Math.Max(0m, quoteTotal - Lent(quoteAsset)), 0m)),
        };

        decimal Total(string side) => (file.Number($"{balances}.{side}_free") ?? 0m) + (file.Number($"{balances}.{side}_locked") ?? 0m);

        decimal Lent(string asset) => loan?.Asset == asset ? loan.Borrowed : 0m;
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
