namespace Executor.Simulator.Engine;

/// <summary>What changed since it was last taken; collects nothing when switched off.</summary>
internal sealed class ChangeLog(bool enabled)
{
    private readonly HashSet<SymbolBook> _books = [];
    private readonly HashSet<Order> _orders = [];
    private readonly HashSet<Account> _accounts = [];
    private readonly HashSet<Purse> _purses = [];
    private readonly HashSet<OrderList> _lists = [];
    private readonly List<TradeState> _trades = [];
    private readonly List<LoanState> _loans = [];
    private readonly List<InterestState> _interest = [];
    private bool _isReset;

    public void Touch(SymbolBook book)
    {
        if (enabled)
            _books.Add(book);
    }

    public void Touch(Order order)
    {
        if (enabled)
            _orders.Add(order);
    }

    public void Touch(Account account)
    {
        if (enabled)
            _accounts.Add(account);
    }

    public void Touch(Purse purse)
    {
        if (enabled)
            _purses.Add(purse);
    }

    public void Touch(OrderList list)
    {
        if (enabled)
            _lists.Add(list);
    }

    public void Add(TradeState trade)
    {
        if (enabled)
            _trades.Add(trade);
    }

    public void Add(LoanState loan)
    {
        if (enabled)
            _loans.Add(loan);
    }

    public void Add(InterestState charge)
    {
        if (enabled)
            _interest.Add(charge);
    }

    /// <summary>Everything but the markets is gone; what changed before no longer matters.</summary>
    public void Reset()
    {
        Clear();
        _isReset = enabled;
    }

    public EngineState Take()
    {
        var state = new EngineState
        {
            Symbols = [.. _books.Select(book => book.ToState()).OrderBy(book => book.Rules.Symbol, StringComparer.Ordinal)],
            Orders = [.. _orders.OrderBy(order => order.Book.Rules.Symbol, StringComparer.Ordinal).ThenBy(order => order.Id)
                .Select(order => order.ToState())],
            Lists = [.. _lists.OrderBy(list => list.Id).Select(list => list.ToState())],
            Trades = [.. _trades],
            Accounts = [.. _accounts.OrderBy(account => account.Key).Select(account => account.ToState())],
            Balances = [.. _purses.OrderBy(purse => purse.Owner.Key).ThenBy(purse => purse.Asset, StringComparer.Ordinal)
                .Select(purse => purse.ToState())],
            Loans = [.. _loans],
            Interest = [.. _interest],
            IsReset = _isReset,
        };
        Clear();
        _isReset = false;
        return state;
    }

    private void Clear()
    {
        _books.Clear();
        _orders.Clear();
        _accounts.Clear();
        _purses.Clear();
        _lists.Clear();
        _trades.Clear();
        _loans.Clear();
        _interest.Clear();
    }
}
