using System.Collections.Immutable;

namespace Executor.Simulator.Server;

/// <summary>Funds that a customer moved from one wallet to another.</summary>
/// <param name="Id">Id of the transfer.</param>
/// <param name="Type">Kind, in the exchange's words, for example <c>MAIN_MARGIN</c>.</param>
/// <param name="Asset">What was moved.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="FromSymbol">Pair of the isolated account that it left; null: of another.</param>
/// <param name="ToSymbol">Pair of the isolated account that it came to; null: to another.</param>
/// <param name="At">When, UTC.</param>
public sealed record WalletTransfer(long Id, string Type, string Asset, decimal Amount, string? FromSymbol, string? ToSymbol, DateTimeOffset At);

/// <summary>The transfers since the venue was opened; they are not part of its books.</summary>
public sealed class TransferLog
{
    private ImmutableDictionary<string, ImmutableList<WalletTransfer>> _transfers = ImmutableDictionary<string, ImmutableList<WalletTransfer>>.Empty;

    /// <summary>Writes one down.</summary>
    public void Add(Customer customer, WalletTransfer transfer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ImmutableInterlocked.AddOrUpdate(ref _transfers, customer.Name, _ => [transfer], (_, known) => known.Add(transfer));
    }

    /// <summary>Those of a customer, oldest first.</summary>
    public ImmutableList<WalletTransfer> Of(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return _transfers.GetValueOrDefault(customer.Name) ?? [];
    }
}
