using Executor.Core.Exchange;
using Executor.Simulator.Server.History;

namespace Executor.BooksAudit;

/// <summary>
/// Amounts of one account as the history tells them, after every execution and not only after every turn of the exchange; funds that came and went
/// are kept apart from what was earned.
/// </summary>
internal sealed class Wallet
{
    private readonly Dictionary<string, Balance> _balances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Balance> _opening = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _moved = new(StringComparer.Ordinal);

    /// <summary>Present amounts; zeros for an asset never seen.</summary>
    public Balance Of(string asset) => _balances.GetValueOrDefault(asset) ?? new Balance(asset, 0m, 0m);

    /// <summary>Amounts at the begin; zeros for an asset that was not there.</summary>
    public Balance OpeningOf(string asset) => _opening.GetValueOrDefault(asset) ?? new Balance(asset, 0m, 0m);

    /// <summary>Change of an asset since the begin, debts paid, less the funds that came.</summary>
    public decimal EarnedIn(string asset) =>
        Of(asset).Net - OpeningOf(asset).Net - _moved.GetValueOrDefault(asset);

    /// <summary>Debt in an asset that was not there at the begin.</summary>
    public decimal NewDebtIn(string asset) => Of(asset).Debt - OpeningOf(asset).Debt;

    /// <summary>Assets seen.</summary>
    public IEnumerable<string> Assets => _balances.Keys;

    /// <summary>Takes absolute amounts.</summary>
    public void Set(HistoryRow row, bool isOpening)
    {
        foreach (var balance in row.Balances!.Value)
        {
            _balances[balance.Asset] = balance;
            if (isOpening)
                _opening[balance.Asset] = balance;
        }
    }

    /// <summary>Executes; the absolute amounts that follow say the same, and what interest and repayments did.</summary>
    public void Execute(OrderReport order, Fill fill, SymbolRules rules)
    {
        var sign = order.Side == OrderSide.Buy ? 1m : -1m;
        Add(rules.BaseAsset, sign * fill.Quantity);
        Add(rules.QuoteAsset, -sign * fill.QuoteQuantity);
        Add(fill.CommissionAsset, -fill.Commission);
    }

    /// <summary>Funds came or went; the amounts have been told already.</summary>
    public void Move(string asset, decimal delta) => _moved[asset] = _moved.GetValueOrDefault(asset) + delta;

    /// <summary>All is gone; what follows is a new begin.</summary>
    public void Reset()
    {
        _balances.Clear();
        _opening.Clear();
        _moved.Clear();
    }

    private void Add(string asset, decimal amount)
    {
        var balance = Of(asset);
        _balances[asset] = balance with { Free = balance.Free + amount };
    }
}
