namespace Executor.Simulator.Engine.Margin;

/// <summary>
/// What holdings and debts are worth at the last prices. An asset without a market of its own in the valuation asset is valued over the
/// fewest markets that lead there.
/// </summary>
internal sealed class Valuation(IReadOnlyDictionary<string, SymbolBook> books)
{
    private readonly Dictionary<(string Asset, string In), Hop[]?> _routes = [];
    private string? _crossMeasure;

    /// <summary>To be called after a market was added.</summary>
    public void ForgetRoutes()
    {
        _routes.Clear();
        _crossMeasure = null;
    }

    /// <summary>Assets over debts; null without debts. What no market values counts for nothing.</summary>
    public decimal? LevelOf(Account account) => LevelOf(account, extraLoan: 0m);

    /// <summary>Assets over debts once a loan of that worth has been credited; null without debts.</summary>
    public decimal? LevelOf(Account account, decimal extraLoan)
    {
        var measure = MeasureOf(account);
        var (assets, debts) = (extraLoan, extraLoan);
        var purses = account.Purses;
        for (var index = 0; index < purses.Count; index++)
        {
            var purse = purses[index];
            if (purse is { Total: 0m, Debt: 0m } || Route(purse.Asset, measure) is not { } route)
                continue;
            var price = PriceOver(route);
            assets += purse.Total * price;
            debts += purse.Debt * price;
        }
        return debts == 0m ? null : assets / debts;
    }

    /// <summary>Worth of an amount in the asset by which the account is measured; null when no market values it.</summary>
    public decimal? Worth(Account account, string asset, decimal amount) =>
        Route(asset, MeasureOf(account)) is { } route ? amount * PriceOver(route) : null;

    /// <summary>Worth of an amount in another asset at the last prices; null when no market leads there.</summary>
    public decimal? Convert(string asset, decimal amount, string into) => Route(asset, into) is { } route ? amount * PriceOver(route) : null;

    /// <summary>Holdings and debts of an account in an asset; null when no market values it there.</summary>
    public (decimal Assets, decimal Debts)? Net(Account account, string asset)
    {
        if (Route(asset, MeasureOf(account)) is null)
            return null;
        var (assets, debts) = (0m, 0m);
        foreach (var purse in account.Purses)
        {
            assets += Convert(purse.Asset, purse.Total, asset) ?? 0m;
            debts += Convert(purse.Asset, purse.Debt, asset) ?? 0m;
        }
        return (assets, debts);
    }

    /// <summary>The quote asset of the pair; for a cross account that of the first market by name: a level is a ratio, any will do.</summary>
    private string MeasureOf(Account account) =>
        account.Key.Symbol.Length > 0
            ? books[account.Key.Symbol].Rules.QuoteAsset
            : _crossMeasure ??= books.MinBy(pair => pair.Key, StringComparer.Ordinal).Value.Rules.QuoteAsset;

    private static decimal PriceOver(Hop[] route)
    {
        var price = 1m;
        foreach (var hop in route)
            price = hop.IsSale ? price * hop.Book.Last : price / hop.Book.Last;
        return price;
    }

    private Hop[]? Route(string asset, string measure)
    {
        if (!_routes.TryGetValue((asset, measure), out var route))
            _routes.Add((asset, measure), route = FindRoute(asset, measure));
        return route;
    }

    private Hop[]? FindRoute(string asset, string measure)
    {
        var reached = new Dictionary<string, Hop[]>(StringComparer.Ordinal) { [asset] = [] };
        var queue = new Queue<string>([asset]);
        while (queue.TryDequeue(out var here))
        {
            if (here == measure)
                return reached[here];
            foreach (var (_, book) in books.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (Hop.From(here, book) is { } hop && reached.TryAdd(hop.To, [.. reached[here], hop]))
                    queue.Enqueue(hop.To);
            }
        }
        return null;
    }

    private sealed record Hop(SymbolBook Book, bool IsSale)
    {
        public string To => IsSale ? Book.Rules.QuoteAsset : Book.Rules.BaseAsset;

        public static Hop? From(string asset, SymbolBook book) =>
            book.Rules.BaseAsset == asset ? new Hop(book, IsSale: true)
            : book.Rules.QuoteAsset == asset ? new Hop(book, IsSale: false)
            : null;
    }
}
