using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>
/// Follows what the exchange says about one wallet, and hands each change of an order to the position of its symbol. One in the cluster for each
/// wallet. Key: see <see cref="WalletKeys"/>.
/// </summary>
[Alias("Executor.IAccountEventsGrain")]
public interface IAccountEventsGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the wallet is followed, now and by whoever comes after this activation. Waits for nothing that the exchange does.</summary>
    [AlwaysInterleave]
    [Alias("EnsureFollowing")]
    Task EnsureFollowingAsync(CancellationToken cancellationToken);

    /// <summary>How it stands.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetView")]
    Task<WalletEventsView> GetViewAsync(CancellationToken cancellationToken);
}
