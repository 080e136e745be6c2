using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>
/// Looks at what the account holds for a symbol before anything is entered, once for all silos: a look by each of them would cost the exchange's
/// allowance as many times. Key: the symbol.
/// </summary>
[Alias("Executor.IAccountReviewGrain")]
public interface IAccountReviewGrain : IGrainWithStringKey
{
    /// <summary>
    /// Returns when the account has been looked at; what nothing on record explains holds the symbol until an operator releases it. Fails when the
    /// exchange does not show the account: nothing may be entered then.
    /// </summary>
    /// <param name="isClusterAtWork">True: other silos manage the positions already, so an account that was looked at once is not looked at again.</param>
    /// <param name="cancellationToken">Cancels the wait, not the look.</param>
    /// <returns>What was found; null when it has been told to another caller, or nothing had to be looked at.</returns>
    [Alias("Review")]
    Task<AccountReview?> ReviewAsync(bool isClusterAtWork, CancellationToken cancellationToken);
}

/// <summary>What an account shows for a symbol.</summary>
[GenerateSerializer, Immutable, Alias("Executor.AccountReview")]
public sealed record AccountReview
{
    /// <summary>Status of the position by name, as in <see cref="PositionView.Status"/>.</summary>
    [Id(0)] public required string Status { get; init; }

    /// <summary>True when the symbol had never been looked at on this account.</summary>
    [Id(1)] public required bool IsFirst { get; init; }

    /// <summary>True when the symbol is held for it.</summary>
    [Id(2)] public required bool IsHeld { get; init; }

    /// <summary>What is there, one sentence each; empty for a position that is open: it compares itself.</summary>
    [Id(3)] public ImmutableArray<string> Seen { get; init; } = [];
}
