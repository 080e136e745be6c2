using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Safety;
using Executor.Simulator.Server.History;

namespace Executor.BooksAudit;

/// <summary>
/// Judges the safety properties S1 to S8 on the exchange's own books: replays their history from its first row and looks after every single change.
/// The ledger of the executor is read for what it claims, and compared. Not thread-safe.
/// </summary>
public sealed class Audit(AuditOptions options)
{
    private readonly Dictionary<(TradingAccount, string?), Wallet> _wallets = [];
    private readonly Dictionary<(TradingAccount, string), SymbolAudit> _symbols = [];
    private readonly Dictionary<string, SymbolRules> _rules = new(StringComparer.Ordinal);
    private readonly FindingLog _found = new();
    private bool _isOpening = true;

    /// <summary>What was found so far, oldest first; of one property in one trade the first only.</summary>
    public ImmutableArray<SafetyViolation> Violations =>
        [.. _symbols.Values.SelectMany(symbol => symbol.Found.All).Concat(_found.All).OrderBy(violation => violation.At)];

    /// <summary>Times in which something was under no stop that could have been, longest first.</summary>
    public ImmutableArray<UncoveredTime> Uncovered =>
        [.. _symbols.Values.SelectMany(symbol => symbol.Uncovered).OrderByDescending(window => window.Length)];

    /// <summary>Time of the latest row, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>How many trades of ours the exchange's books show.</summary>
    public int Trades => _symbols.Values.Sum(symbol => symbol.Trades.Count);

    /// <summary>How many executions of ours they show.</summary>
    public int Executions => _symbols.Values.Sum(symbol => symbol.Fills.Length);

    /// <summary>Takes further rows of the history, oldest first, from the very first on.</summary>
    public void Take(IEnumerable<HistoryRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
            Take(row);
    }

    /// <summary>True when every symbol is flat or protected on the books just now; a stop that is being moved is not.</summary>
    public bool IsAtRest => _symbols.Values.All(symbol => symbol.IsAtRest);

    /// <summary>S8: faults have stopped and there was time to recover. Every symbol is flat or protected on the books.</summary>
    public void AtRest()
    {
        foreach (var symbol in _symbols.Values)
            symbol.AtRest(Now);
    }

    /// <summary>S6: the executor says that all of its positions are flat, or those of the symbols named.</summary>
    public void AtFlat(IEnumerable<string>? flat = null)
    {
        var named = flat?.ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in _symbols.Values.Where(symbol => named is null || named.Contains(symbol.Symbol)))
            symbol.AtFlat(Now);
    }

    /// <summary>
    /// S3, S6 and S7: what the executor wrote down of its closed trades, against the books. The balances are compared when every symbol is flat.
    /// </summary>
    public void Compare(IReadOnlyCollection<TradeRecord> ledger)
    {
        var comparison = new LedgerComparison(options, _found, Now);
        foreach (var symbol in _symbols.Values)
            comparison.Symbol(symbol, [.. ledger.Where(record => record.Symbol == symbol.Symbol && record.Account == symbol.Account)]);
        if (_symbols.Values.All(symbol => symbol.IsFlat))
        {
            foreach (var (account, wallet) in _wallets)
                comparison.Wallet(wallet, [.. _symbols.Values.Where(symbol => WalletOf(symbol) == account)], ledger);
        }
    }

    private static (TradingAccount, string?) WalletOf(SymbolAudit symbol) =>
        (symbol.Account, symbol.Account == TradingAccount.IsolatedMargin ? symbol.Symbol : null);

    private void Take(HistoryRow row)
    {
        Now = row.At;
        if (row.Kind == HistoryKind.Market)
            TakeRules(row.Rules!);
        else if (row.Customer == options.Customer)
            TakeOfCustomer(row);
    }

    private void TakeRules(SymbolRules rules)
    {
        _rules[rules.Symbol] = rules;
        foreach (var symbol in _symbols.Values.Where(symbol => symbol.Symbol == rules.Symbol))
            symbol.Rules = rules.For(symbol.Account);
    }

    private void TakeOfCustomer(HistoryRow row)
    {
        _isOpening &= row.Kind == HistoryKind.Balances;
        switch (row.Kind)
        {
            case HistoryKind.Balances:
                WalletOf(row).Set(row, _isOpening);
                foreach (var symbol in _symbols.Values.Where(symbol => WalletOf(symbol) == (row.Account!.Value, row.Pair)))
                    symbol.Settle(row.At);
                break;
            case HistoryKind.Funds:
                WalletOf(row).Move(row.Asset!, row.Delta!.Value);
                break;
            case HistoryKind.Order when options.ByHand.Contains(row.Order!.ClientOrderId):
                SymbolOf(row).Take(row with { Order = row.Order with { ClientOrderId = $"by-hand-{row.Order.OrderId}" } });
                break;
            case HistoryKind.Order:
                SymbolOf(row).Take(row);
                break;
            case HistoryKind.Reset:
                _isOpening = true;
                foreach (var wallet in _wallets.Values)
                    wallet.Reset();
                foreach (var symbol in _symbols.Values)
                    symbol.Reset();
                break;
            case HistoryKind.Loan or HistoryKind.Market:
                break; // the balances say what a loan did
        }
    }

    private Wallet WalletOf(HistoryRow row)
    {
        var key = (row.Account!.Value, row.Pair);
        if (!_wallets.TryGetValue(key, out var wallet))
            _wallets.Add(key, wallet = new Wallet());
        return wallet;
    }

    private SymbolAudit SymbolOf(HistoryRow row)
    {
        var key = (row.Account!.Value, row.Order!.Symbol);
        if (!_symbols.TryGetValue(key, out var symbol))
            _symbols.Add(key, symbol = new SymbolAudit(row.Order.Symbol, row.Account.Value, WalletOf(row), _rules[row.Order.Symbol].For(row.Account.Value), options));
        return symbol;
    }
}
