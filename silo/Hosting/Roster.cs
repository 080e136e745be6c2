using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Settings;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>
/// The symbols that this silo works for: until the fleet has been heard those that are listed in SYMBOLS, then whoever the fleet says is traded or
/// leaves. Told by <see cref="RosterFollower"/>; while the fleet cannot be asked, what it said last holds.
/// </summary>
internal sealed class Roster(SiloSettings settings, ILogger<Roster> logger)
{
    private volatile RosterSnapshot _now = new(
        [.. settings.Symbols.Select(setup => new RosterMember(setup, Membership.Expected, SymbolGates.For(settings)))], ImmutableSortedDictionary<string, string>.Empty);

    private ImmutableArray<(string Symbol, Membership Membership)> _applied = [];

    /// <summary>The present one.</summary>
    public RosterSnapshot Now => _now;

    /// <summary>True once the fleet has been heard.</summary>
    public bool IsTold { get; private set; }

    /// <summary>The present one, and every newer one; whoever is slow misses those between.</summary>
    public async IAsyncEnumerable<RosterSnapshot> FollowAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = _now;
            yield return seen;
            await seen.Next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A symbol that this silo works for; null: it does not.</summary>
    public RosterMember? Find(string symbol) => _now.Members.FirstOrDefault(member => member.Symbol == symbol);

    /// <summary>Settings of a symbol, also of one that nobody works for any more: what it left behind may have to be looked at.</summary>
    /// <exception cref="KeyNotFoundException">They cannot be read; the text says why.</exception>
    public SymbolSetup SetupOf(string symbol)
    {
        if (Find(symbol) is { } member)
            return member.Setup;
        var read = settings.SetupOf(symbol);
        return read.Setup ?? throw new KeyNotFoundException($"The settings of {symbol} cannot be read, and its position cannot be managed here: {Text(read.Problems)}");
    }

    /// <summary>True when another symbol of the roster trades the base of <paramref name="setup"/> on the same account; an isolated one is its own.</summary>
    public bool IsBaseShared(SymbolSetup setup)
    {
        var account = setup.Configuration.Settings.Account;
        return account != TradingAccount.IsolatedMargin && _now.Members.Any(other =>
            other.Symbol != setup.Symbol
            && other.Setup.Configuration.Settings.Account == account
            && SymbolName.Split(other.Symbol).BaseAsset == SymbolName.Split(setup.Symbol).BaseAsset);
    }

    /// <summary>Takes over what the fleet says. Called by one at a time.</summary>
    public void Apply(ImmutableArray<RosterSymbol> symbols)
    {
        ImmutableArray<(string Symbol, Membership Membership)> wanted =
        [
            .. from known in symbols
               where known.Standing != RosterStanding.Out
               select (known.Symbol, known.Standing == RosterStanding.Traded ? Membership.Traded : Membership.Leaving),
        ];
        if (IsTold && wanted.SequenceEqual(_applied))
            return;
        var before = _now;
        var staying = before.Members.Where(member => wanted.Any(each => each.Symbol == member.Symbol)).ToDictionary(member => member.Symbol, StringComparer.Ordinal);
        var setups = staying.Values.Select(member => member.Setup).ToList();
        var members = ImmutableArray.CreateBuilder<RosterMember>();
        var unreadable = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (symbol, membership) in wanted)
        {
            if (staying.TryGetValue(symbol, out var present))
            {
                members.Add(present with { Membership = membership });
                continue;
            }

            var read = SetupBeside(setups, symbol);
            if (read.Setup is { } setup)
            {
                setups.Add(setup);
                members.Add(new RosterMember(setup, membership, SymbolGates.For(settings)));
            }
            else
            {
                unreadable[symbol] = Text(read.Problems);
            }
        }

        _applied = wanted;
        _now = new RosterSnapshot(members.DrainToImmutable(), unreadable.ToImmutable());
        IsTold = true;
        before.Replace(_now);
        Tell(before, _now, symbols);
    }

    /// <summary>
    /// Settings of a symbol that comes. One that shares a file with another, which was configured in its place, is given the bars of its own market on the
    /// exchange: its position has to be managed, and rows of the other one would move its stop.
    /// </summary>
    private SymbolSetupResult SetupBeside(IReadOnlyCollection<SymbolSetup> others, string symbol)
    {
        var read = settings.SetupOf(symbol);
        if (read.Setup is not { } setup || SymbolInputsReader.Shared([.. others, setup]).ToImmutableArray() is not { IsEmpty: false } shared)
            return read;
        if (settings.Live is null)
            return new SymbolSetupResult(null, shared);
        logger.SymbolShares(symbol, Text(shared));
        return new SymbolSetupResult(setup with { Inputs = new SymbolInputs.Exchange(null), FeedSymbol = null }, []);
    }

    private void Tell(RosterSnapshot before, RosterSnapshot after, ImmutableArray<RosterSymbol> symbols)
    {
        foreach (var (symbol, problem) in after.Unreadable.Except(before.Unreadable))
            logger.SymbolUnreadable(symbol, problem);
        foreach (var member in after.Members)
        {
            var was = before.Members.FirstOrDefault(each => each.Symbol == member.Symbol)?.Membership;
            if (member.Membership == Membership.Leaving && was != Membership.Leaving)
                logger.SymbolLeaves(member.Symbol);
            else if (member.IsTraded && was is null or Membership.Leaving)
                logger.SymbolJoined(member.Symbol);
        }

        foreach (var member in before.Members.Where(each => after.Members.All(other => other.Symbol != each.Symbol)))
        {
            if (symbols.FirstOrDefault(known => known.Symbol == member.Symbol) is { } taken)
                logger.SymbolOut(member.Symbol, taken.ChangedBy ?? string.Empty, taken.Reason ?? string.Empty);
            else
                logger.SymbolForgotten(member.Symbol);
        }
    }

    private static string Text(IEnumerable<SettingProblem> problems) => string.Join("; ", problems);
}
