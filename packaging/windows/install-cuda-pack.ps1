# SPDX-License-Identifier: GPL-3.0-or-later
<#
.SYNOPSIS
Replaces Lookalike's LibTorch for the CPU with the CUDA pack of the same version, after checking it.
.DESCRIPTION
Run as administrator where Lookalike was installed for all users:
    powershell -ExecutionPolicy Bypass -File install-cuda-pack.ps1 -Sums lookalike-X.Y.Z-cuda.sha256
The pack (lookalike-X.Y.Z-cuda.zip, or its parts .001, .002, ...) lies beside the .sha256. Every sum is
checked before anything is replaced; the folder from before stays as lib\lookalike.cpu.
.PARAMETER Sums
The .sha256 file of the pack.
.PARAMETER Program
Lookalike's folder; by default the one that this script was installed into.
#>
param(
    [Parameter(Mandatory = $true)][string]$Sums,
    [string]$Program = (Join-Path $PSScriptRoot '..\..')
)
$ErrorActionPreference = 'Stop'

$Sums = (Resolve-Path -LiteralPath $Sums).Path
$Program = (Resolve-Path -LiteralPath $Program).Path
if (-not (Test-Path -LiteralPath (Join-Path $Program 'bin\lookalike-cli.exe'))) {
    throw "There is no Lookalike in $Program"
}
$version = (& (Join-Path $Program 'bin\lookalike-cli.exe') --version).Split(' ')[-1]
if ((Split-Path -Leaf $Sums) -ne "lookalike-$version-cuda.sha256") {
    throw "This pack is not for Lookalike $version, which is installed in $Program"
}

$expected = @{}
foreach ($line in Get-Content -LiteralPath $Sums) {
    if ($line -notmatch '^([0-9a-f]{64})  ([A-Za-z0-9._+/-]+)$' -or $Matches[2].Contains('..')) {
        throw "A line of $Sums is no checksum: $line"
    }
    $expected[$Matches[2]] = $Matches[1]
}
function Assert-Sum([string]$File, [string]$Name) {
    $sum = (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($sum -ne $expected[$Name]) { throw "$Name is damaged or not the one that was published" }
}

$folder = Split-Path -Parent $Sums
$zip = "lookalike-$version-cuda.zip"
$modules = Join-Path $Program 'lib\lookalike'
$fresh = Join-Path $Program 'lib\lookalike.new'
$former = Join-Path $Program 'lib\lookalike.cpu'
$joined = Join-Path $Program 'lib\cuda-pack.zip'
try {
    $parts = @($expected.Keys | Where-Object { $_ -like "$zip.*" } | Sort-Object)
    if ($parts.Count -eq 0) { $parts = @($zip) }
    $target = [IO.File]::Create($joined)
    try {
        foreach ($part in $parts) {
            $file = Join-Path $folder $part
            Assert-Sum $file $part
            $source = [IO.File]::OpenRead($file)
            try { $source.CopyTo($target) } finally { $source.Dispose() }
        }
    } finally { $target.Dispose() }
    Assert-Sum $joined $zip

    if (Test-Path -LiteralPath $fresh) { Remove-Item -LiteralPath $fresh -Recurse }
    Expand-Archive -LiteralPath $joined -DestinationPath $fresh
    $files = @(Get-ChildItem -LiteralPath $fresh -Recurse -File)
    foreach ($file in $files) { Assert-Sum $file.FullName "lib/lookalike/$($file.Name)" }
    $promised = @($expected.Keys | Where-Object { $_ -like 'lib/lookalike/*' })
    if ($files.Count -ne $promised.Count) { throw 'The pack is not complete' }

    if (-not (Test-Path -LiteralPath $former)) {
        Move-Item -LiteralPath $modules -Destination $former
    } else {
        Remove-Item -LiteralPath $modules -Recurse
    }
    Move-Item -LiteralPath $fresh -Destination $modules
} finally {
    foreach ($left in @($joined, $fresh)) {
        if (Test-Path -LiteralPath $left) { Remove-Item -LiteralPath $left -Recurse }
    }
}
Write-Output "Lookalike $version now uses LibTorch for CUDA; $former holds the former one"
