using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Inspection;

/// <summary>Base and quote of one wallet, and how safe it is.</summary>
/// <param name="Base">Balance of the base asset.</param>
/// <param name="Quote">Balance of the quote asset.</param>
/// <param name="MarginLevel">Null on spot and without debts.</param>
internal sealed record Wallet(Balance Base, Balance Quote, decimal? MarginLevel);

/// <summary>
/// Reads wallets. The account that many symbols share is read once for all that look at the same time: it weighs as much for one. An urgent look
/// shares with urgent ones alone, so that it never waits for room that a routine one lacks.
/// </summary>
internal sealed class Wallets(BinanceClient client, TimeProvider clock)
{
    private readonly SharedAccounts _routine = new(client, RequestLane.Query, clock);
    private readonly SharedAccounts _urgent = new(client, RequestLane.UrgentQuery, clock);

    /// <summary>The wallet as it is after this call.</summary>
    /// <exception cref="NoAnswerException">The exchange did not tell.</exception>
    /// <exception cref="WireException">The answer is not understood.</exception>
    public async Task<Wallet> ReadAsync(LookReads reads, SymbolRules rules, CancellationToken cancellationToken) => reads.Account switch
    {
        TradingAccount.Spot => Spot(await Shared(reads).Spot.ReadAsync(cancellationToken).ConfigureAwait(false), rules),
        TradingAccount.CrossMargin => Cross(await Shared(reads).Cross.ReadAsync(cancellationToken).ConfigureAwait(false), rules),
        TradingAccount.IsolatedMargin => Isolated(
            await reads.ReadAsync(MarginEndpoints.IsolatedAccount, new RequestParameters().Add("symbols", reads.Symbol), WireJson.Default.WireIsolatedAccounts)
                .ConfigureAwait(false),
            rules),
    };

    private SharedAccounts Shared(LookReads reads) => reads.Lane == RequestLane.UrgentQuery ? _urgent : _routine;

    private static Wallet Spot(WireSpotAccount account, SymbolRules rules)
    {
        var balances = account.Balances ?? throw new WireException("the field 'balances' is missing");
        return new Wallet(Find(balances, rules.BaseAsset), Find(balances, rules.QuoteAsset), null);
    }

    private static Wallet Cross(WireCrossAccount account, SymbolRules rules)
    {
        var assets = account.Assets ?? throw new WireException("the field 'userAssets' is missing");
        var (baseBalance, quoteBalance) = (Find(assets, rules.BaseAsset), Find(assets, rules.QuoteAsset));
        var owes = assets.Any(asset => asset.Borrowed > 0m || asset.Interest > 0m);
        return new Wallet(baseBalance, quoteBalance, owes ? WireText.Required(account.MarginLevel, "marginLevel") : null);
    }

    private static Wallet Isolated(WireIsolatedAccounts accounts, SymbolRules rules)
    {
        var account = accounts.Accounts?.FirstOrDefault(account => account.Symbol == rules.Symbol)
            ?? throw new WireException($"the isolated account of {rules.Symbol} is missing");
        var baseBalance = Read(account.Base ?? throw new WireException("the field 'baseAsset' is missing"), rules.BaseAsset);
        var quoteBalance = Read(account.Quote ?? throw new WireException("the field 'quoteAsset' is missing"), rules.QuoteAsset);
        var owes = baseBalance.Debt > 0m || quoteBalance.Debt > 0m;
        return new Wallet(baseBalance, quoteBalance, owes ? WireText.Required(account.MarginLevel, "marginLevel") : null);
    }

    /// <summary>An asset that the account never had is not listed, and one that it has no more is left out on request.</summary>
    private static Balance Find(IReadOnlyList<WireBalance> balances, string asset) =>
        balances.FirstOrDefault(balance => balance.Asset == asset) is { } found ? Read(found, asset) : new Balance(asset, 0m, 0m);

    private static Balance Read(WireBalance balance, string asset) => balance.Asset == asset
        ? new Balance(asset, NotNegative(WireText.Required(balance.Free, "free"), "free"), NotNegative(WireText.Required(balance.Locked, "locked"), "locked"))
        {
            Borrowed = NotNegative(balance.Borrowed ?? 0m, "borrowed"),
            Interest = NotNegative(balance.Interest ?? 0m, "interest"),
        }
        : throw new WireException($"the balance of '{ShownText.Of(balance.Asset, 36)}' stands where {asset} is expected");

    private static decimal NotNegative(decimal value, string field) => value >= 0m ? value : throw new WireException($"'{field}' is {value}");

    /// <summary>The accounts that are read whole, once for all who ask in one lane.</summary>
    private sealed class SharedAccounts(BinanceClient client, RequestLane lane, TimeProvider clock)
    {
        public SharedRead<WireSpotAccount> Spot { get; } = new(() => Whole(client, lane, TradingAccount.Spot).ReadAsync(
            SpotEndpoints.Account, new RequestParameters().Add("omitZeroBalances", "true"), WireJson.Default.WireSpotAccount), clock);

        public SharedRead<WireCrossAccount> Cross { get; } = new(() => Whole(client, lane, TradingAccount.CrossMargin).ReadAsync(
            MarginEndpoints.CrossAccount, new RequestParameters(), WireJson.Default.WireCrossAccount), clock);

        private static LookReads Whole(BinanceClient client, RequestLane lane, TradingAccount account) => new(client, lane, string.Empty, account, CancellationToken.None);
    }
}
