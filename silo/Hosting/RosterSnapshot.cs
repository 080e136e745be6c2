using System.Collections.Immutable;

namespace Executor.Silo.Hosting;

/// <summary>The roster at one moment, and a word when there is a newer one.</summary>
/// <param name="Members">Symbols that this silo works for, in order.</param>
/// <param name="Unreadable">Symbols that it should work for and cannot, because of their settings here, with the reason.</param>
internal sealed record RosterSnapshot(ImmutableArray<RosterMember> Members, ImmutableSortedDictionary<string, string> Unreadable)
{
    private readonly TaskCompletionSource<RosterSnapshot> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The one after this, as soon as there is one.</summary>
    public Task<RosterSnapshot> Next => _next.Task;

    /// <summary>Everybody who may have a position, readable or not.</summary>
    public IEnumerable<string> Symbols => Members.Select(member => member.Symbol).Concat(Unreadable.Keys);

    public void Replace(RosterSnapshot next) => _next.SetResult(next);
}
