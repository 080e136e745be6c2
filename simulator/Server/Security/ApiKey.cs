using System.Collections.Immutable;

namespace Executor.Simulator.Server.Security;

/// <summary>How a key signs. Source: Binance spot API, request security.</summary>
public enum KeyType
{
    /// <summary>HMAC-SHA-256, hexadecimal.</summary>
    Hmac,

    /// <summary>Ed25519, base64.</summary>
    Ed25519,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, base64.</summary>
    Rsa,
}

/// <summary>A key of a customer. Never prints what verifies it.</summary>
public sealed class ApiKey
{
    private readonly IVerifier _verifier;

    internal ApiKey(string id, KeyType type, IVerifier verifier, string customer)
    {
        (Id, Type, _verifier, CustomerName) = (id, type, verifier, customer);
    }

    /// <summary>What goes into the header.</summary>
    public string Id { get; }

    /// <summary>How it signs.</summary>
    public KeyType Type { get; }

    /// <summary>Whose it is.</summary>
    public string CustomerName { get; }

    /// <summary>True when it may place and cancel orders.</summary>
    public bool MayTrade { get; init; } = true;

    /// <summary>True when it may borrow, repay and transfer.</summary>
    public bool MayBorrow { get; init; } = true;

    /// <summary>True when it may withdraw; only shown.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Addresses it may come from; empty: any.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>True once it was taken back: it is then as unknown.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>True when the signature is that of the payload, byte by byte as it was received.</summary>
    public bool Verifies(ReadOnlySpan<byte> payload, string signature) => _verifier.Verifies(payload, signature);

    /// <summary>True when the key may be used from there.</summary>
    public bool MayComeFrom(string address) => Addresses.IsEmpty || Addresses.Contains(address, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Type} key of {CustomerName}";
}

/// <summary>Checks signatures of one key.</summary>
internal interface IVerifier
{
    /// <summary>False also for text that is no signature at all.</summary>
    bool Verifies(ReadOnlySpan<byte> payload, string signature);
}
