using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace Executor.Storage.Azure;

/// <summary>
/// Documents that are too large for a row. A blob is never changed: each version of a state has its own, written before the row points to it
/// and removed after the row has ceased to. What is left over by a crash or a conflict is an orphan, which takes space and harms nobody.
/// </summary>
internal sealed class OverflowBlobs(BlobContainerClient container, ILogger<OverflowBlobs> logger)
{
    /// <summary>The blobs that rows were seen to point to.</summary>
    private readonly ConcurrentDictionary<StateRowKey, string> _current = new();

    /// <summary>Writes the document that is to follow the row's version <paramref name="expected"/>; null: it is the first.</summary>
    /// <remarks>The name has the hash of both: a repeated attempt meets its own blob, and no later version ever has the name of an earlier one.</remarks>
    public async Task<Overflow> WriteAsync(StateRowKey key, string? expected, BinaryData document, CancellationToken cancellationToken)
    {
        var hash = Hash(document.ToMemory().Span);
        var overflow = new Overflow($"{key.Partition}/{key.Row}/{hash}-{Hash(Encoding.UTF8.GetBytes(expected ?? string.Empty))[..16]}", hash);
        try
        {
            var unlessThere = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await container.GetBlobClient(overflow.Blob).UploadAsync(document, unlessThere, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Of an earlier attempt: a blob is there as a whole or not at all, and the name says what is in it.
        }
        return overflow;
    }

    /// <summary>The document; null when the blob is gone, because the row has been replaced or because it is lost.</summary>
    public async Task<BinaryData?> ReadAsync(Overflow overflow, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(overflow.Blob).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Whether the document is the one that was written.</summary>
    public static bool IsWhole(Overflow overflow, BinaryData document) => Hash(document.ToMemory().Span) == overflow.Sha256;

    /// <summary>Notes what a row was seen to point to; null: nothing.</summary>
    public void Seen(StateRowKey key, Overflow? overflow)
    {
        if (overflow is null)
            _current.TryRemove(key, out _);
        else
            _current[key] = overflow.Blob;
    }

    /// <summary>The row now points to <paramref name="overflow"/>, or to nothing: removes the blob before, if it is known. Never fails.</summary>
    public async Task ReplacedAsync(StateRowKey key, Overflow? overflow)
    {
        _current.TryGetValue(key, out var before);
        Seen(key, overflow);
        if (before is null || before == overflow?.Blob)
            return;
        try
        {
            await container.GetBlobClient(before).DeleteIfExistsAsync();
        }
        catch (Exception exception) // the state is written; what is left is an orphan
        {
            logger.OverflowLeftBehind(exception, before);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
