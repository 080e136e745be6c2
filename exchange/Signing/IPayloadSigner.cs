namespace Executor.Exchange.Signing;

/// <summary>Signs bytes. Safe for use by several threads at once.</summary>
internal interface IPayloadSigner
{
    /// <summary>The signature in the text form of the key type.</summary>
    string Sign(ReadOnlySpan<byte> payload);
}
